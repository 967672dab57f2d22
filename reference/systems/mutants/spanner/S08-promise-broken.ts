import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S08: PlantedBug = {
  id: 'S08',
  name: 'promise-broken',
  system: 'spanner',
  bug: 'A leader chooses timestamps that it has promised not to choose.',
  rule: 'writes come in the order of their timestamps, so that a later one tells that all before it are there (lecture 13, safe time)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, requests: 150 },
  patches: [
    {
      file: 'spanner/leader.ts',
      find: 'const ts = this.#nextTs(this.trueTime.now().latest);',
      replace: 'const ts = this.trueTime.now().latest;',
    },
  ],
};
