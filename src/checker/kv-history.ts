import { HistoryRecorder, type KvInput, type KvOutput, kvModel, type Operation } from 'porcupine-ts';

export type { KvInput };
export type KvOperation = Operation<KvInput, KvOutput>;

const UNITS_PER_MS = 1_000;

/**
 * The calls and returns of a key/value store's clients, in the order in which they were seen.
 *
 * Times are virtual milliseconds, but no two of them are the same: where calls and returns coincide, each counts as a
 * microsecond later than the one before. Otherwise a client's next operation would seem concurrent with its last.
 */
export class KvHistory {
  readonly #recorder = new HistoryRecorder(kvModel);
  readonly #pending = new Map<number, { client: string; input: KvInput; calledAtMs: number }>();
  #calls = 0;
  #lastTime = -1;

  /** @returns what {@link return} wants to know. */
  call(client: string, input: KvInput, nowMs: number): number {
    this.#calls++;
    const call = this.#recorder.call(client, input, this.#time(nowMs));
    this.#pending.set(call, { client, input, calledAtMs: nowMs });
    return call;
  }

  /** @param output what a get returned. */
  return(call: number, output: KvOutput, nowMs: number): void {
    this.#recorder.return(call, output === undefined ? output : this.#recorder.text(output), this.#time(nowMs));
    this.#pending.delete(call);
  }

  get completed(): number {
    return this.#calls - this.#pending.size;
  }

  /** The calls that have not returned, in order. */
  get pending(): { client: string; input: KvInput; calledAtMs: number }[] {
    return [...this.#pending.values()];
  }

  /** Everything so far. What has not returned has no end: it may have taken effect, may do so later, or never. */
  operations(): readonly KvOperation[] {
    return this.#recorder.operations();
  }

  #time(nowMs: number): number {
    this.#lastTime = Math.max(Math.round(nowMs * UNITS_PER_MS), this.#lastTime + 1);
    return this.#lastTime / UNITS_PER_MS;
  }
}
