import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const F06: PlantedBug = {
  id: 'F06',
  name: 'abort-installs',
  system: 'farm',
  bug: 'ABORT installs what the transaction would have written.',
  rule: 'writes are not installed before the commit (lecture 14, optimistic concurrency control)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'rack', faults: 'none', seeds: 5, requests: 300 },
  patches: [
    {
      file: 'farm/machine.ts',
      find: '    if (progress.isLocked) {\n      this.#store(',
      replace: '    this.#write(progress.primaryWrites);\n    if (progress.isLocked) {\n      this.#store(',
    },
  ],
};
