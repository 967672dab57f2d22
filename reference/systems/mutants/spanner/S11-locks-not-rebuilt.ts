import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S11: PlantedBug = {
  id: 'S11',
  name: 'locks-not-rebuilt',
  system: 'spanner',
  bug: 'A new leader does not lock what is prepared.',
  rule: 'the log has the locks of prepared transactions: the next leader holds them (lecture 13: log a prepare record, to replicate lock and new value)',
  expected: 'strict-serializability',
  shownBy: {
    workload: 'pairs',
    topology: 'three-regions',
    faults: 'primary-crash',
    seeds: 12,
    requests: 300,
    clients: 30,
  },
  patches: [
    {
      file: 'spanner/participant.ts',
      find: '      locks.adopt(tid, priority, { reads, writes: writes.map(({ key }) => key) });\n',
      replace: '',
    },
  ],
};
