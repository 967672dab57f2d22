import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C17: Mutant = {
  id: 'C17',
  name: 'ctrl-no-apply-dedup',
  part: '4A',
  bug: 'Duplicates are looked for when a request comes in, not when its entry is applied.',
  rule: 'a retry may be in the log twice (Raft §8)',
  scenario: '4A/duplicated-requests',
  expected: ['exactly once'],
  hint: 'look at it when the entry is applied, not only when the request comes in',
  patches: [
    {
      file: 'shardctrler/ctrler-machine.ts',
      find: 'if (this.hasApplied(change)) return;',
      replace: '',
    },
  ],
};
