import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const D04: PlantedBug = {
  id: 'D04',
  name: 'last-arrival-wins',
  system: 'cops',
  bug: 'The value that arrives last is the current one, whatever its version.',
  rule: 'a lower version never replaces a higher one (lecture 17)',
  expected: 'causal-plus',
  shownBy: {
    workload: 'write-heavy',
    topology: 'three-regions',
    faults: 'message-loss',
    seeds: 5,
    requests: 1500,
    ratePerS: 1500,
  },
  patches: [
    {
      file: 'cops/store.ts',
      find: 'entry.versions.splice(place + 1, 0, stored);',
      replace: 'entry.versions.push(stored);',
    },
  ],
};
