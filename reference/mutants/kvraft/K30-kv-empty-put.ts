import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K30: Mutant = {
  id: 'K30',
  name: 'kv-empty-put',
  part: '3A',
  bug: 'An empty value is taken for none: the put does nothing.',
  rule: 'Lab 3: Put(key, value) replaces the value for a key, whatever the value',
  scenario: '3A/same-texts',
  expected: ['whole values', 'linearizability', 'acknowledged writes last', 'no stale reads'],
  hint: 'an empty string is a value like any other: test for undefined, not for falsy values',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: '    if (this.hasApplied(write)) return;\n',
      replace: '    if (this.hasApplied(write) || !write.value) return;\n',
    },
  ],
};
