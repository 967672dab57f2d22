import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const D02: PlantedBug = {
  id: 'D02',
  name: 'context-forgets-put',
  system: 'cops',
  bug: 'A put empties the context and leaves nothing in it.',
  rule: 'after a put the context is what was put (lecture 17, optimizations)',
  expected: 'causal-plus',
  shownBy: {
    workload: 'photos',
    topology: 'three-regions',
    faults: 'message-loss',
    seeds: 5,
    requests: 1000,
    ratePerS: 1000,
  },
  patches: [
    {
      file: 'cops/context.ts',
      find: 'this.#nearest = new Map([[key, version]]);',
      replace: 'this.#nearest = new Map();',
    },
  ],
};
