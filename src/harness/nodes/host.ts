import type { BootConfig, EventKind } from './protocol.ts';

/**
 * Runs nodes. All hosts give byte-identical effects for the same events; they differ in how far away the code runs.
 *
 * A step is `deliver`, then a drain of microtasks by the run loop, then `collect`.
 */
export interface Host {
  /** Starts a node from scratch in `slot`, replacing what ran there. */
  boot(slot: number, config: BootConfig): void;
  deliver(slot: number, nowMs: number, kind: EventKind, a: number, b: number, c: string, d: string): void;
  /**
   * The effects of the step, as one text.
   *
   * @throws HarnessBug when the harness itself has rejected a promise that nobody handles.
   */
  collect(slot: number): string;
  /** The notes of the step (logs, errors), as one text. */
  takeNotes(slot: number): string;
  /** Ends the node in `slot`: nothing of it runs any more. */
  stop(slot: number): void;
  close(): void;
}
