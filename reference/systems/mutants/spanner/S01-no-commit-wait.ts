import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S01: PlantedBug = {
  id: 'S01',
  name: 'no-commit-wait',
  system: 'spanner',
  bug: 'The coordinator tells the outcome at once, and lets go of the locks.',
  rule: 'commit wait: delay until TS < TT.now().earliest (lecture 13)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, requests: 300 },
  patches: [
    {
      file: 'spanner/coordinator.ts',
      find: '    if (outcome !== null) await this.#leader.trueTime.untilAfter(outcome);\n',
      replace: '',
    },
  ],
};
