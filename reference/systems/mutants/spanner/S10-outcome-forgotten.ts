import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const S10: PlantedBug = {
  id: 'S10',
  name: 'outcome-forgotten',
  system: 'spanner',
  bug: 'A coordinator does not remember how it has ended a transaction that nobody else takes part in.',
  rule: 'a commit that is sent again has the outcome it had (lecture 11: participants must filter out duplicate COMMITs)',
  expected: 'strict-serializability',
  shownBy: { workload: 'bank', topology: 'three-regions', faults: 'message-loss', seeds: 5, requests: 100 },
  patches: [
    {
      file: 'spanner/group-state.ts',
      find: 'if (!this.isOver(tid)) return undefined;',
      replace: 'if (this.safeTs >= 0) return undefined;',
    },
  ],
};
