/**
 * The node protocol: events in, effects out (DESIGN §2). Only numbers and strings cross the boundary.
 *
 * An event is a kind and up to four operands. The effects of a step are one text: a line per effect, fields separated
 * by tabs, JSON last (JSON escapes tabs and line ends); blobs are preceded by their length.
 */

/** What a node can be told. Operands: `a` and `b` are numbers, `c` and `d` strings. */
export const EVENT = {
  /** a: incarnation. Starts a node; the host is given a {@link BootConfig}. */
  boot: 7,
  /** a: timer id */
  timer: 1,
  /** a: call number, b: sender's node id, c: method, d: arguments as JSON */
  rpc: 2,
  /** a: the node's own rpc id, b: 1 = delivered, 0 = failed, d: value as JSON if delivered */
  reply: 3,
  /** a: call id, c: method, d: arguments as a JSON array. The harness calls the node's own API. */
  call: 4,
  /** a: apply id. The service has taken an apply message. */
  applied: 5,
  /** a: file operation id, b: 1 = done, 0 = failed, d: result as JSON */
  file: 6,
} as const;

export type EventKind = (typeof EVENT)[keyof typeof EVENT];

/** First character of an effect's line. */
export const EFFECT = {
  /** S to ⇥ rpc id ⇥ method ⇥ arguments JSON */
  send: 'S',
  /** R call number ⇥ value JSON */
  reply: 'R',
  /** T timer id ⇥ delay in whole ms */
  setTimer: 'T',
  /** C timer id */
  clearTimer: 'C',
  /** P kept ⇥ length ⇥ rest: the state is so many characters of what it was, then the rest */
  persistState: 'P',
  /** Q kept ⇥ length ⇥ snapshot length ⇥ rest snapshot */
  persistBoth: 'Q',
  /** A apply id ⇥ index ⇥ command JSON */
  apply: 'A',
  /** I apply id ⇥ index ⇥ term ⇥ snapshot length ⇥ snapshot */
  applySnapshot: 'I',
  /** V call id ⇥ value JSON */
  return: 'V',
  /** G term ⇥ 1 = leader, 0 = not: what getState says after the step, when it changed */
  role: 'G',
  /** O topic ⇥ JSON: something the lab's glue lets the harness see */
  observe: 'O',
  /** F operation id ⇥ operation ⇥ arguments JSON */
  file: 'F',
  /** X exit code: the process ends by itself */
  exit: 'X',
} as const;

/**
 * Notes: what a node says beside its effects, in the same form. They differ between versions of Node (texts, stacks)
 * or between runs (is anybody reading the log?), so they are no part of the trace. A note's position is the length of
 * the step's effects so far: what was noted behind the effect at which a node crashes has never happened.
 */
export const NOTE = {
  /** L position ⇥ level ⇥ text JSON */
  log: 'L',
  /** E position ⇥ {message, stack} JSON: an error that nobody caught */
  error: 'E',
  /** W position ⇥ stack JSON: where in the program the effect at this position comes from */
  place: 'W',
} as const;

/** What a node is booted with, as one JSON text. */
export interface BootConfig {
  /** Which of the bundle's programs to run: `raft`, `clerk`, … */
  program: string;
  /** The program's own parameters. */
  options: unknown;
  /** Seed of the node's private randomness. */
  seed: string;
  /** Virtual time of the boot, ms. */
  nowMs: number;
  /** What the persister holds. */
  state: string;
  snapshot: string;
  /** Format and emit console output? */
  logs: boolean;
  /** Say of every effect where it comes from? */
  places: boolean;
}
