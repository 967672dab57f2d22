import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S06: PlantedBug = {
  id: 'S06',
  name: 'vote-before-replicated',
  system: 'spanner',
  bug: 'A participant votes yes while its prepare record is on its way to the replicas.',
  rule: 'a participant logs its prepare record via Paxos, then tells the coordinator (lecture 13)',
  expected: 'strict-serializability',
  shownBy: {
    workload: 'pairs',
    topology: 'three-regions',
    faults: 'primary-crash',
    seeds: 12,
    clients: 30,
    requests: 600,
  },
  patches: [
    {
      file: 'spanner/participant.ts',
      find: 'const { isApplied } = this.#leader.logNext(',
      replace: 'const { ts, isApplied } = this.#leader.logNext(',
    },
    {
      file: 'spanner/participant.ts',
      find: '    if (!(await isApplied)) return;',
      replace:
        '    void this.#leader.vote(coordinator, { tid, group, ts, isWounded: false });\n    if (!(await isApplied)) return;',
    },
  ],
};
