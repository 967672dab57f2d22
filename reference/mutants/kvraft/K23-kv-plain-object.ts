import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K23: Mutant = {
  id: 'K23',
  name: 'kv-plain-object',
  part: '3A',
  bug: 'The store is a plain object, in which __proto__ means something else.',
  rule: 'keys are any strings',
  scenario: '3A/odd-texts',
  expected: ['whole values'],
  hint: 'keep values in a Map',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: 'this.data = new Map(Object.entries(encoded.data));',
      replace:
        'const o: any = encoded.data; this.data = { get: (k: string) => o[k], set: (k: string, v: string) => { o[k] = v; } , [Symbol.iterator]: () => Object.entries(o)[Symbol.iterator]() } as never;',
    },
  ],
};
