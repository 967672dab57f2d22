import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const F04: PlantedBug = {
  id: 'F04',
  name: 'no-commit-backup',
  system: 'farm',
  bug: 'Backups are not told what a transaction writes.',
  rule: 'all writes are on all f+1 replicas before the first COMMIT-PRIMARY (lecture 14, fault tolerance)',
  expected: 'strict-serializability',
  shownBy: { workload: 'bank', topology: 'rack', faults: 'primary-crash', seeds: 5, requests: 1500, ratePerS: 20000 },
  patches: [
    {
      file: 'farm/commit.ts',
      find: "    await this.#appendTo(this.#backups, (node) => this.#record('COMMIT-BACKUP', this.#regionsBackedUpBy(node)));\n",
      replace: '',
    },
  ],
};
