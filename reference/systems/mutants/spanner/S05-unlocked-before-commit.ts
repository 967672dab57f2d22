import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S05: PlantedBug = {
  id: 'S05',
  name: 'unlocked-before-commit',
  system: 'spanner',
  bug: 'A participant lets go of the locks as soon as it is prepared.',
  rule: 'locks are held until the commit (lecture 11, two-phase locking)',
  expected: 'strict-serializability',
  shownBy: { workload: 'pairs', topology: 'three-regions', faults: 'none', seeds: 3, requests: 75 },
  patches: [
    {
      file: 'spanner/participant.ts',
      find: 'if (state.prepared.has(tid)) void this.#askForOutcome(tid);',
      replace: 'locks.release(tid);\n    if (state.prepared.has(tid)) void this.#askForOutcome(tid);',
    },
  ],
};
