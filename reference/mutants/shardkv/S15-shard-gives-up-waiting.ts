import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S15: Mutant = {
  id: 'S15',
  name: 'shard-gives-up-waiting',
  part: '4B',
  bug: 'A group that has waited long enough starts with an empty shard.',
  rule: 'only the old owner has the data',
  scenario: '4B/absent-giver',
  expected: ['safe handover', 'no stale reads', 'acknowledged writes last'],
  hint: 'serve a shard only after its data has arrived',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: '    const shard = key2shard(command.key);\n',
      replace:
        '    const shard = key2shard(command.key);\n    if (this.isAwaited(shard) && (this.tries = (this.tries ?? 0) + 1) > 40) this.held.set(shard, new KVStore());\n',
    },
    {
      file: 'shardkv/shard-machine.ts',
      find: '  private leaving: readonly Departure[] = [];\n',
      replace: '  private leaving: readonly Departure[] = [];\n  private tries = 0;\n',
    },
    {
      file: 'shardkv/server.ts',
      find: "    if (!machine.canServe(key2shard(command.key))) return { err: 'ErrWrongGroup' };\n",
      replace: '',
    },
  ],
};
