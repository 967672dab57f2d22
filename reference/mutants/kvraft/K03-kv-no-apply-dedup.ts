import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K03: Mutant = {
  id: 'K03',
  name: 'kv-no-apply-dedup',
  part: '3A',
  bug: 'Duplicates are looked for when a request comes in, not when its entry is applied.',
  rule: 'a retry may be in the log twice: only the order of the log tells which copy counts (Raft §8)',
  scenario: '3A/retry-at-new-leader',
  expected: ['exactly once'],
  hint: 'looked at when an entry is applied, not only when a request comes in',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: '    if (this.hasApplied(write)) return;\n',
      replace: '',
    },
  ],
};
