import type { Outbox } from './outbox.ts';

type Callback = (...args: unknown[]) => unknown;

const MAX_DELAY_MS = 2 ** 31 - 1;

/** As Node does: whole milliseconds, and 1 for anything out of range. */
function normaliseDelay(delayMs: unknown): number {
  const delay = Math.trunc(Number(delayMs));
  return delay >= 1 && delay <= MAX_DELAY_MS ? delay : 1;
}

/** `setTimeout` and its relatives on virtual time. A timer's id is a number, as in browsers. */
export class Timers {
  readonly #callbacks = new Map<number, () => unknown>();
  readonly #outbox: Outbox;
  readonly #fail: (error: unknown) => void;
  #nextId = 1;

  constructor(outbox: Outbox, fail: (error: unknown) => void) {
    this.#outbox = outbox;
    this.#fail = fail;
  }

  install(global: typeof globalThis): void {
    const clear = (timerId: unknown) => this.#clear(timerId);
    Object.assign(global, {
      setTimeout: (callback: Callback, delayMs?: number, ...args: unknown[]) =>
        this.#once('setTimeout', callback, normaliseDelay(delayMs), args),
      setImmediate: (callback: Callback, ...args: unknown[]) => this.#once('setImmediate', callback, 0, args),
      setInterval: (callback: Callback, delayMs?: number, ...args: unknown[]) =>
        this.#repeat(callback, normaliseDelay(delayMs), args),
      clearTimeout: clear,
      clearInterval: clear,
      clearImmediate: clear,
      queueMicrotask: (callback: Callback) => {
        mustBeFunction('queueMicrotask', callback);
        Promise.resolve()
          .then(() => {
            callback();
          })
          .catch(this.#fail);
      },
    });
  }

  fire(timerId: number): void {
    const callback = this.#callbacks.get(timerId);
    if (callback === undefined) return;
    this.#callbacks.delete(timerId);
    callback();
  }

  #once(name: string, callback: Callback, delayMs: number, args: unknown[]): number {
    mustBeFunction(name, callback);
    const timerId = this.#nextId++;
    this.#callbacks.set(timerId, args.length === 0 ? callback : () => callback(...args));
    this.#outbox.setTimer(timerId, delayMs);
    return timerId;
  }

  #repeat(callback: Callback, delayMs: number, args: unknown[]): number {
    mustBeFunction('setInterval', callback);
    const timerId = this.#nextId++;
    const tick = () => {
      this.#callbacks.set(timerId, tick);
      this.#outbox.setTimer(timerId, delayMs);
      return callback(...args);
    };
    this.#callbacks.set(timerId, tick);
    this.#outbox.setTimer(timerId, delayMs);
    return timerId;
  }

  #clear(timerId: unknown): void {
    if (this.#callbacks.delete(timerId as number)) this.#outbox.clearTimer(timerId as number);
  }
}

function mustBeFunction(name: string, callback: unknown): void {
  if (typeof callback !== 'function') throw new TypeError(`${name} needs a function, not ${typeof callback}`);
}
