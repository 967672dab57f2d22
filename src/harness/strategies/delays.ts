import { changePoints } from './change-points.ts';
import type { Strategy } from './strategy.ts';

const DELAYS = 12;
const LAST_DELAY = 20_000;
const DELAY_MS = [30, 1_500] as const;

/**
 * A few messages of the run are held back for long; all others travel as usual. Most bugs of order need one or two such
 * messages, and a run with few of them is easy to understand.
 *
 * @see Emmi, Qadeer & Rakamarić 2011, Delay-Bounded Scheduling
 */
export const delays: Strategy = {
  name: 'delays',
  description: 'a bounded number of long delays',
  create(random) {
    const points = changePoints(random, DELAYS, LAST_DELAY);
    let messages = 0;
    return { delayMs: () => (points.has(++messages) ? random.between(...DELAY_MS) : 0) };
  },
};
