import type { StrategyName } from './strategies/registry.ts';

/** A way of disturbing the order in which messages arrive, and which of its schedules. */
export interface StrategyChoice {
  name: StrategyName;
  /** Another number is another schedule of the same run. */
  salt: number;
}

/**
 * How a run departs from what its test and seed alone make of it: for the search for failures, and for making one
 * smaller. It is data, so that the very same run can be had again; an empty one changes nothing.
 */
export interface Variation {
  strategy?: StrategyChoice;
  /** Faults that are not carried out: their positions, from 0, in the order in which the test injects them. */
  omittedFaults?: readonly number[];
  /** The only messages that an unreliable network loses: {@link lossId}. Absent: all that chance has it lose. */
  keptLosses?: readonly string[];
  /** Does everything arrive without the delays of an unreliable or reordering network? */
  isPunctual?: boolean;
  /** Servers of the group, where a test lets that be chosen. */
  servers?: number;
  /** Clients, where a test lets that be chosen. */
  clients?: number;
  /** The run ends here, ms, and is judged by what has happened so far. */
  endAtMs?: number;
}

/** A message that the network lost: the request or the reply of a call, by the call's number. */
export interface Loss {
  atMs: number;
  call: number;
  direction: 'request' | 'reply';
  /** Node ids of the message's sender and receiver. */
  from: number;
  to: number;
  method: string;
}

export function lossId({ call, direction }: Pick<Loss, 'call' | 'direction'>): string {
  return `${call} ${direction}`;
}
