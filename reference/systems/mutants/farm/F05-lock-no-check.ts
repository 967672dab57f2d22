import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const F05: PlantedBug = {
  id: 'F05',
  name: 'lock-no-check',
  system: 'farm',
  bug: 'A primary grants a lock that another transaction holds.',
  rule: 'LOCK is refused while the lock bit is set (lecture 14, LOCK)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'rack', faults: 'none', seeds: 5, requests: 300 },
  patches: [
    {
      file: 'farm/machine.ts',
      find: 'return !object.isLocked && object.version === version;',
      replace: 'return object.version === version;',
    },
  ],
};
