import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S07: PlantedBug = {
  id: 'S07',
  name: 'lost-read-locks',
  system: 'spanner',
  bug: 'A participant prepares a transaction whose read locks are gone.',
  rule: 'read locks are not replicated: a leader that has lost them says no (lecture 13)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'region-cut', seeds: 6, requests: 200 },
  patches: [
    {
      file: 'spanner/participant.ts',
      find: 'if (epoch !== null && (epoch !== term || !locks.holds(tid, reads))) return false;',
      replace: '',
    },
  ],
};
