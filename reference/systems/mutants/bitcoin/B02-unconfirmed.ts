import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';

export const B02: PlantedBug = {
  id: 'B02',
  name: 'unconfirmed',
  system: 'bitcoin',
  bug: 'A payment counts as soon as a peer knows of it.',
  rule: 'Z waits until the payment is in the chain, and for some blocks more (lecture 19, double spending)',
  expected: 'sequential-consistency',
  shownBy: { workload: 'write-heavy', topology: 'three-regions', faults: 'none', seeds: 3, clients: 10, requests: 30 },
  patches: [
    {
      file: 'bitcoin/wallet.ts',
      find: '(view.confirmations[i] ?? 0) >= confirmations',
      replace: 'view.confirmations[i] !== null',
    },
  ],
};
