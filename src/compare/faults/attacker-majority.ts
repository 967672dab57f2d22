import type { FaultPlan } from '../fault-plan.ts';

export const attackerMajority: FaultPlan = {
  id: 'attacker-majority',
  title: 'somebody has most of the hash power, and a secret chain, until it overtakes that of the others (Bitcoin)',
  inject({ system }) {
    system.seizeHashPower?.();
    return () => {};
  },
};
