import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S09: PlantedBug = {
  id: 'S09',
  name: 'latest-values',
  system: 'spanner',
  bug: 'A read-only transaction reads the newest committed values.',
  rule: 'a read-only transaction sees the versions as of its timestamp (lecture 13: why not just read the latest committed values?)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, requests: 300 },
  patches: [
    {
      file: 'spanner/snapshot-reader.ts',
      find: 'state.versions.at(key, ts)',
      replace: 'state.versions.latest(key)',
    },
  ],
};
