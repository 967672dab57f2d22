import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const F01: PlantedBug = {
  id: 'F01',
  name: 'no-validate',
  system: 'farm',
  bug: 'Objects that are only read are not looked at again before the commit.',
  rule: 'a changed version or a lock on what was read aborts the transaction (lecture 14, VALIDATE)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'rack', faults: 'none', seeds: 5 },
  patches: [
    {
      file: 'farm/commit.ts',
      find: 'if (!(await this.#lock()) || !(await validate())) {',
      replace: 'if (!(await this.#lock())) {',
    },
  ],
};
