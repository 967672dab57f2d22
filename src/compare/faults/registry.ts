import type { FaultPlan } from '../fault-plan.ts';
import { attackerMajority } from './attacker-majority.ts';
import { clockLie } from './clock-lie.ts';
import { leaderCut } from './leader-cut.ts';
import { messageLoss } from './message-loss.ts';
import { none } from './none.ts';
import { primaryCrash } from './primary-crash.ts';
import { regionCut } from './region-cut.ts';

/** One line per plan. */
export const FAULT_PLANS: readonly FaultPlan[] = [
  none,
  primaryCrash,
  leaderCut,
  regionCut,
  messageLoss,
  clockLie,
  attackerMajority,
];
