import type { FaultPlan } from '../fault-plan.ts';

export const primaryCrash: FaultPlan = {
  id: 'primary-crash',
  title: 'the leader or primary crashes, and comes back after a while',
  inject({ system, faults }) {
    const node = system.primary().id;
    faults.inject({ kind: 'crash', node });
    return () => faults.inject({ kind: 'restart', node });
  },
};
