import type { FaultPlan } from '../fault-plan.ts';

/** Far beyond what any clock promises, ms. */
const LIE_MS = 1_000;

/** Who believes in clocks gives itself away: its promise rests on their bound, and nobody promises anything beyond. */
export const clockLie: FaultPlan = {
  id: 'clock-lie',
  title: `all clocks at the last site are ${LIE_MS} ms late for a while`,
  judgesAll: true,
  inject({ deployment, faults }) {
    const liars = deployment.nodesAt(deployment.sites.at(-1) as string);
    const move = (jumpMs: number) => {
      for (const { id: node, clock } of liars) faults.inject({ kind: 'clock', node, rate: clock?.rate ?? 1, jumpMs });
    };
    move(-LIE_MS);
    return () => move(LIE_MS);
  },
};
