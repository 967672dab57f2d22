import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S06: PlantedBug = {
  id: 'S06',
  name: 'prepared-not-replicated',
  system: 'spanner',
  bug: 'What is prepared is known to the leader that has prepared it, and to no later one.',
  rule: 'a prepare record is in the log, to replicate lock and new value (lecture 13)',
  expected: 'strict-serializability',
  shownBy: {
    workload: 'pairs',
    topology: 'three-regions',
    faults: 'primary-crash',
    firstSeed: 6,
    seeds: 8,
    clients: 30,
    requests: 150,
  },
  patches: [
    {
      file: 'spanner/participant.ts',
      find: '    for (const { tid, priority, reads, writes } of state.prepared.values()) {',
      replace:
        '    state.prepared.clear();\n    for (const { tid, priority, reads, writes } of state.prepared.values()) {',
    },
  ],
};
