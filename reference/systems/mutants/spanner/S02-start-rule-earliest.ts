import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S02: PlantedBug = {
  id: 'S02',
  name: 'start-rule-earliest',
  system: 'spanner',
  bug: 'A read-only transaction reads at TT.now().earliest.',
  rule: 'start rule: TS = TT.now().latest (lecture 13)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'rack', faults: 'none', seeds: 5, requests: 150 },
  patches: [
    {
      file: 'spanner/client.ts',
      find: 'await this.readAt(keys, this.#trueTime.now().latest)',
      replace: 'await this.readAt(keys, this.#trueTime.now().earliest)',
    },
  ],
};
