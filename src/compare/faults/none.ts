import type { FaultPlan } from '../fault-plan.ts';

export const none: FaultPlan = { id: 'none', title: 'nothing goes wrong' };
