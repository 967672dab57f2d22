import type { Model } from '../models/model.ts';
import { InternedHistory } from './interned.ts';
import { type ClientId, HistoryError, type Operation } from './operation.ts';
import { shown } from './read-times.ts';

interface OpenCall<Input> {
  readonly clientId: ClientId;
  readonly input: Input;
  readonly callAt: number;
  readonly metadata: unknown;
}

/** Names one call that has not returned yet. */
export type CallHandle = number;

/**
 * Records a history while it happens.
 *
 * With the model that will check it, what its direct test needs is written down along the way, and the check of what
 * `operations` returns looks at that instead. Equal strings passed to `text` share one string.
 */
export class HistoryRecorder<Input, Output, State = unknown> {
  readonly #calls: OpenCall<Input>[] = [];
  readonly #outputs: (Output | undefined)[] = [];
  readonly #returnAt: number[] = [];
  readonly #returnMetadata = new Map<CallHandle, unknown>();
  readonly #texts = new Map<string, string>();
  readonly #interned: InternedHistory<State, Input, Output> | undefined;

  constructor(model?: Model<State, Input, Output>) {
    if (model !== undefined) this.#interned = new InternedHistory(model);
  }

  /** @throws HistoryError when `at` is no finite number */
  call(clientId: ClientId, input: Input, at: number, metadata?: unknown): CallHandle {
    if (!Number.isFinite(at))
      throw new HistoryError(`call ${this.#calls.length}: its time is ${shown(at)}`, this.#calls.length);
    this.#outputs.push(undefined);
    this.#returnAt.push(Number.NaN);
    this.#interned?.call(input, at);
    return this.#calls.push({ clientId, input, callAt: at, metadata }) - 1;
  }

  /** @throws HistoryError when the call was never made or has returned before, or `at` is not between it and eternity */
  return(call: CallHandle, output: Output | undefined, at: number, metadata?: unknown): void {
    const called = this.#calls[call];
    if (called === undefined) throw new HistoryError(`call ${call} was never made`, call);
    if (!Number.isNaN(this.#returnAt[call]!)) throw new HistoryError(`call ${call} returned before`, call);
    if (!Number.isFinite(at) || at < called.callAt)
      throw new HistoryError(`call ${call}, made at ${called.callAt}, returns at ${shown(at)}`, call);
    this.#outputs[call] = output;
    this.#returnAt[call] = at;
    this.#interned?.return(call, called.input, output, at);
    if (metadata !== undefined) this.#returnMetadata.set(call, metadata);
  }

  /** The one shared copy of a string. */
  text(value: string): string {
    const known = this.#texts.get(value);
    if (known === undefined) this.#texts.set(value, value);
    return known ?? value;
  }

  /** The operations so far, frozen, in the order of their calls; what has not returned is pending. */
  operations(): readonly Operation<Input, Output>[] {
    // One literal for all: objects of one shape are several times faster to read.
    const operations = this.#calls.map(({ clientId, input, callAt, metadata }, call) => {
      const at = this.#returnAt[call]!;
      const returnAt = Number.isNaN(at) ? undefined : at;
      const shown = this.#returnMetadata.get(call) ?? metadata;
      return Object.freeze({ clientId, input, output: this.#outputs[call], callAt, returnAt, metadata: shown });
    });
    this.#interned?.handOver(operations);
    return Object.freeze(operations);
  }
}
