import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const D01: PlantedBug = {
  id: 'D01',
  name: 'no-dependency-check',
  system: 'cops',
  bug: 'A put from another data centre appears as soon as it arrives.',
  rule: 'a remote shard waits until what the put depends on has appeared (lecture 17)',
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
      file: 'cops/server.ts',
      find: 'if (!this.#runtime.options.isEventual) await this.#dependenciesAppeared(nearest);',
      replace: '',
    },
  ],
};
