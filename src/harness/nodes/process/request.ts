/** First field of a frame that goes to a child. Every request is answered: the sides take turns. */
export const REQUEST = {
  /** code, file name: run the bundle's top level and nothing else. */
  check: 1,
  /** code, file name: what nodes will run; those that there are end. */
  load: 2,
  /** slot, config as JSON. */
  boot: 3,
  /** slot, kind, now in ms, a, b, c, d. */
  deliver: 4,
  /** slot */
  stop: 5,
} as const;

/**
 * An answer is: its number, effects, notes. The first one, number 0, says without being asked that the child is ready.
 */
export const READY = 0;
