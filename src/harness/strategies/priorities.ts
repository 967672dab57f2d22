import { changePoints } from './change-points.ts';
import type { Strategy } from './strategy.ts';

/** How long messages of the lowest priority wait. */
const WAIT_MS = 30;
const CHANGES = 4;
const LAST_CHANGE = 20_000;

/**
 * Every direction between two nodes has a priority, and messages wait the longer the lower it is. At a few points of
 * the run the direction that is used there becomes the lowest of all.
 *
 * A bug that needs d events in one order shows itself with a probability that falls with the power of d − 1, and not
 * with the number of all orders.
 *
 * @see Burckhardt et al. 2010, A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs (PCT)
 */
export const priorities: Strategy = {
  name: 'priorities',
  description: 'fixed priorities between nodes, with a few changes (PCT)',
  create(random) {
    const waitsMs = new Map<string, number>();
    const changes = changePoints(random, CHANGES, LAST_CHANGE);
    let messages = 0;
    return {
      delayMs(from, to) {
        const direction = `${from} ${to}`;
        let waitMs = waitsMs.get(direction) ?? random.between(0, WAIT_MS);
        if (changes.has(++messages)) waitMs = 2 * WAIT_MS;
        waitsMs.set(direction, waitMs);
        return waitMs;
      },
    };
  },
};
