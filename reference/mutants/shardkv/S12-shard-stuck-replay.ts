import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S12: Mutant = {
  id: 'S12',
  name: 'shard-stuck-replay',
  part: '4B',
  bug: 'A new leader commits nothing of its own.',
  rule: 'a leader commits what earlier terms left only together with an entry of its own (Raft §5.4.2)',
  scenario: '4B/restart-after-handover',
  expected: ['progress'],
  hint: 'a new leader commits an entry of its own term',
  patches: [
    {
      file: 'shardkv/reconfiguration.ts',
      find: '      this.settleTerm();\n',
      replace: '',
    },
  ],
};
