import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S03: PlantedBug = {
  id: 'S03',
  name: 'safe-time-ignored',
  system: 'spanner',
  bug: 'A replica reads what it has, though it may not have seen all writes before the timestamp.',
  rule: 'safe time: before serving a read at time 20, a replica must see a write for a time > 20 (lecture 13)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, requests: 75 },
  patches: [
    {
      file: 'spanner/snapshot-reader.ts',
      find: 'if (!isSafe(state, args)) {',
      replace: 'if (state.lastTs < 0 && !isSafe(state, args)) {',
    },
  ],
};
