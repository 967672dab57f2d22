import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const B01: PlantedBug = {
  id: 'B01',
  name: 'spent-twice-in-block',
  system: 'bitcoin',
  bug: 'Transactions of a block do not see what those before them in it have spent.',
  rule: 'a transaction is valid only if no other one spends its coins (lecture 19, checks of a new block)',
  expected: 'sequential-consistency',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, clients: 10, requests: 20 },
  patches: [{ file: 'bitcoin/coins.ts', find: 'if (this.spent.has(id)) return undefined;', replace: '' }],
};
