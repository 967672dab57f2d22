import type { FaultPlan } from '../fault-plan.ts';

export const messageLoss: FaultPlan = {
  id: 'message-loss',
  title: 'one request in ten is lost and one reply in ten, and requests are up to 26 ms late, for a while',
  inject({ faults }) {
    faults.inject({ kind: 'network-mode', isReliable: false });
    return () => faults.inject({ kind: 'network-mode', isReliable: true });
  },
};
