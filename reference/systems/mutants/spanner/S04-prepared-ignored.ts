import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S04: PlantedBug = {
  id: 'S04',
  name: 'prepared-ignored',
  system: 'spanner',
  bug: 'A replica does not wait for transactions that are prepared before the timestamp.',
  rule: 'a read must also wait for prepared but uncommitted transactions (lecture 13; paper, section 4.1.3)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, requests: 150 },
  patches: [
    {
      file: 'spanner/group-state.ts',
      find: 'return this.safeTs >= ts && !this.#isPreparedAt(key, ts);',
      replace: 'return this.safeTs >= ts || this.#isPreparedAt(key, ts);',
    },
  ],
};
