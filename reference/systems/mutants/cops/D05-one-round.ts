import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const D05: PlantedBug = {
  id: 'D05',
  name: 'one-round',
  system: 'cops',
  bug: 'get_trans returns what the first round has brought.',
  rule: 'a value older than another one’s dependency is fetched again (lecture 17, get_trans)',
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
      file: 'cops/client.ts',
      find: 'return reply.version >= least ? reply : this.#fetch(key, least);',
      replace: 'return reply.version >= 0 * least ? reply : this.#fetch(key, least);',
    },
  ],
};
