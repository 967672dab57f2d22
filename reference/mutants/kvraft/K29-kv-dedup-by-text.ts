import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K29: Mutant = {
  id: 'K29',
  name: 'kv-dedup-by-text',
  part: '3A',
  bug: 'A duplicate is known by its text: a client that writes the same twice in a row has written once.',
  rule: 'Lab 3A: the service executes each clerk call exactly once; two calls with the same arguments are two',
  scenario: '3A/same-texts',
  expected: ['exactly once', 'whole values', 'linearizability', 'acknowledged writes last', 'no stale reads'],
  hint: 'a duplicate is known by the client and the number of its operation, not by what it writes',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: '    if (this.hasApplied(write)) return;\n',
      replace:
        '    const text = [write.op, write.key, write.value].join();\n    if (latestTexts.get(this)?.get(write.clientId) === text) return;\n    latestTexts.set(this, new Map(latestTexts.get(this)).set(write.clientId, text));\n',
    },
    {
      file: 'kvraft/kv-store.ts',
      find: '/** Values by key, and',
      replace: 'const latestTexts = new WeakMap<KVStore, Map<string, string>>();\n\n/** Values by key, and',
    },
  ],
};
