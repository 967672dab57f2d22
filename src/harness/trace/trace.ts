import { RecordDigest } from '../../base/digest.ts';
import type { EventKind } from '../nodes/protocol.ts';

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
  /** The notes' text, which is no part of the digest. */
  notes: string;
}

/** The ordered record of events and effects. Its digest is the run's identity (DESIGN §4). */
export class Trace {
  readonly #digest = new RecordDigest();
  readonly #listener: ((entry: TraceEntry) => void) | undefined;

  /** @param listener sees every entry; absent: only the digest is kept. */
  constructor(listener?: (entry: TraceEntry) => void) {
    this.#listener = listener;
  }

  /** @param operand the text that a call carries; empty for other events: a message is its sender's effect. */
  add(
    event: number,
    atMs: number,
    node: number,
    kind: EventKind,
    a: number,
    b: number,
    operand: string,
    effects: string,
    notes: string,
  ): void {
    const digest = this.#digest;
    digest.number(atMs);
    digest.number(node);
    digest.number(kind);
    digest.number(a);
    digest.number(b);
    digest.number(operand.length);
    digest.number(effects.length);
    if (operand !== '') digest.text(operand);
    digest.text(effects);
    this.#listener?.({ event, atMs, node, what: `${kind} ${a} ${b} ${operand}`.trimEnd(), effects, notes });
  }

  hex(): string {
    return this.#digest.hex();
  }
}
