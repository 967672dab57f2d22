import { type ClientId, HistoryError, type Operation } from './operation.ts';

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
 * Inputs that `inputKey` maps to the same string share one object, and equal strings passed to `text` share one string,
 * so that a long history is small and the checker compares by identity first.
 */
export class HistoryRecorder<Input, Output> {
  readonly #calls: OpenCall<Input>[] = [];
  readonly #outputs: (Output | undefined)[] = [];
  readonly #returnAt: number[] = [];
  readonly #returnMetadata = new Map<CallHandle, unknown>();
  readonly #inputs = new Map<string, Input>();
  readonly #texts = new Map<string, string>();
  readonly #inputKey: ((input: Input) => string) | undefined;

  constructor(options: { readonly inputKey?: (input: Input) => string } = {}) {
    this.#inputKey = options.inputKey;
  }

  call(clientId: ClientId, input: Input, at: number, metadata?: unknown): CallHandle {
    this.#outputs.push(undefined);
    this.#returnAt.push(Number.NaN);
    return this.#calls.push({ clientId, input: this.#interned(input), callAt: at, metadata }) - 1;
  }

  /** @throws HistoryError when the call has returned before */
  return(call: CallHandle, output: Output | undefined, at: number, metadata?: unknown): void {
    if (call < 0 || call >= this.#calls.length) throw new HistoryError(`call ${call} was never made`, call);
    if (!Number.isNaN(this.#returnAt[call]!)) throw new HistoryError(`call ${call} returned before`, call);
    this.#outputs[call] = output;
    this.#returnAt[call] = at;
    if (metadata !== undefined) this.#returnMetadata.set(call, metadata);
  }

  /** The one shared copy of a string. */
  text(value: string): string {
    const known = this.#texts.get(value);
    if (known === undefined) this.#texts.set(value, value);
    return known ?? value;
  }

  /** The operations so far, in the order of their calls; what has not returned is pending. */
  operations(): Operation<Input, Output>[] {
    // One literal for all: objects of one shape are several times faster to read.
    return this.#calls.map(({ clientId, input, callAt, metadata }, call) => {
      const at = this.#returnAt[call]!;
      const returnAt = Number.isNaN(at) ? undefined : at;
      const shown = this.#returnMetadata.get(call) ?? metadata;
      return { clientId, input, output: this.#outputs[call], callAt, returnAt, metadata: shown };
    });
  }

  #interned(input: Input): Input {
    if (this.#inputKey === undefined) return input;
    const key = this.#inputKey(input);
    const known = this.#inputs.get(key);
    if (known === undefined) this.#inputs.set(key, input);
    return known ?? input;
  }
}
