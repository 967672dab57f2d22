import type { FaultPlan } from '../fault-plan.ts';

/** Clients still reach it: a leader that does not know that it has been replaced may tell them old news. */
export const leaderCut: FaultPlan = {
  id: 'leader-cut',
  title: 'the leader or primary is cut off from all other servers for a while',
  inject({ system, faults }) {
    const { id } = system.primary();
    const others = system.servers.map((server) => server.id).filter((other) => other !== id);
    faults.inject({ kind: 'partition', groups: [[id], others] });
    return () => faults.inject({ kind: 'partition', groups: [[id, ...others]] });
  },
};
