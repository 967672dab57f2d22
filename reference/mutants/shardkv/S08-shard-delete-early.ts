import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S08: Mutant = {
  id: 'S08',
  name: 'shard-delete-early',
  part: '4B',
  bug: 'A group confirms a shard before it has committed it.',
  rule: 'a shard is never nowhere: the old owner keeps it until the new one has committed it',
  scenario: '4B/receiver-cut-off',
  expected: ['safe handover', 'acknowledged writes last', 'progress'],
  hint: 'confirms a shard only when its log entry is applied',
  patches: [
    {
      file: 'shardkv/handover.ts',
      find: "    const result = await this.replica.submit({ ...this.ids.next(), op: 'install', ...cargo });\n    return result ?? { err: 'ErrWrongLeader' };",
      replace:
        "    void this.replica.submit({ ...this.ids.next(), op: 'install', ...cargo });\n    return { err: 'OK' };",
    },
  ],
};
