import type { RandomStream } from '../../base/random.ts';

/** Delays messages so that they arrive in another order than chance alone would have it. */
export interface Disturbance {
  /** Extra delay of the next message from one node to another, ms. */
  delayMs(from: number, to: number): number;
}

/** A way of searching through the orders in which messages may arrive. */
export interface Strategy {
  name: string;
  description: string;
  create(random: RandomStream): Disturbance;
}
