import { TextDigest } from '../../base/digest.ts';

/** One event of a run and what the node made of it. */
export interface TraceEntry {
  /** 1-based number of the event in the run. */
  event: number;
  atMs: number;
  /** Node id; -1 for the harness itself. */
  node: number;
  /** What happened, as in the digest: kind and operands. */
  what: string;
  /** The effects' text. */
  effects: string;
}

/** The ordered record of events and effects. Its digest is the run's identity (DESIGN §4). */
export class Trace {
  readonly #digest = new TextDigest();
  readonly #listener: ((entry: TraceEntry) => void) | undefined;

  /** @param listener sees every entry; absent: only the digest is kept. */
  constructor(listener?: (entry: TraceEntry) => void) {
    this.#listener = listener;
  }

  add(event: number, atMs: number, node: number, what: string, effects: string): void {
    // Two small integers are written several times faster than one fraction.
    const wholeMs = Math.floor(atMs);
    const restNs = Math.round((atMs - wholeMs) * 1e6);
    this.#digest.update(`${wholeMs} ${restNs} ${node} ${what}\n${effects}`);
    this.#listener?.({ event, atMs, node, what, effects });
  }

  hex(): string {
    return this.#digest.hex();
  }
}
