import { codedError, wrongArgument } from './coded-error.ts';
import { DOMException } from './dom-exception.ts';
import { dispatchOf, Event } from './event.ts';
import { EventTarget } from './event-target.ts';
import { nodeServices } from './node-services.ts';
import { asWebInterface } from './web-interface.ts';

const DELAY_MS_MAX = 2 ** 32 - 1;
const INTERNAL = Symbol('internal');

/** Only a controller may do this, and the static methods that stand in for one. */
let abortSignal: (signal: AbortSignal, reason: unknown) => void;

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  #onabort: unknown = null;
  /** The signals made by `any` that follow this one. */
  readonly #followers = new Set<AbortSignal>();

  static {
    abortSignal = (signal, reason) => signal.#abort(reason);
  }

  constructor(permission?: unknown) {
    if (permission !== INTERNAL) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(INTERNAL);
    signal.#abort(reason);
    return signal;
  }

  /** Aborts itself after `delayMs` of virtual time. */
  static timeout(delayMs: number): AbortSignal {
    if (typeof delayMs !== 'number') throw wrongArgument('delay', 'of type number', delayMs);
    if (!Number.isInteger(delayMs)) throw outOfRange('an integer', delayMs);
    if (delayMs < 0 || delayMs > DELAY_MS_MAX) throw outOfRange(`>= 0 && <= ${DELAY_MS_MAX}`, delayMs);
    const signal = new AbortSignal(INTERNAL);
    const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    nodeServices().setTimeout(() => signal.#abort(reason()), delayMs);
    return signal;
  }

  /** Aborts with the first of `signals` that does, for that one's reason. */
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    if (!Array.isArray(signals)) throw wrongArgument('signals', 'an instance of Array', signals);
    signals.forEach((signal, index) => {
      if (!(signal instanceof AbortSignal))
        throw wrongArgument(`signals[${index}]`, 'an instance of AbortSignal', signal);
    });
    const first = (signals as AbortSignal[]).find((signal) => signal.#aborted);
    if (first !== undefined) return AbortSignal.abort(first.#reason);
    const follower = new AbortSignal(INTERNAL);
    for (const signal of signals as AbortSignal[]) signal.#followers.add(follower);
    return follower;
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  get onabort(): unknown {
    return this.#onabort;
  }

  set onabort(listener: unknown) {
    const isListener = typeof listener === 'function' || (typeof listener === 'object' && listener !== null);
    if (this.#onabort === null && isListener) this.addEventListener('abort', this.#callOnabort);
    if (!isListener) this.removeEventListener('abort', this.#callOnabort);
    this.#onabort = isListener ? listener : null;
  }

  readonly #callOnabort = (event: Event): void => {
    if (typeof this.#onabort === 'function') this.#onabort.call(this, event);
  };

  #abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
    // Every follower is aborted before any listener runs: a listener must not see one that has yet to notice.
    const newlyAborted: AbortSignal[] = [this];
    for (const signal of newlyAborted) {
      for (const follower of signal.#followers) {
        if (follower.#aborted) continue;
        follower.#aborted = true;
        follower.#reason = this.#reason;
        newlyAborted.push(follower);
      }
      signal.#followers.clear();
    }
    for (const signal of newlyAborted) signal.#announce();
  }

  #announce(): void {
    const event = new Event('abort');
    const dispatch = dispatchOf(event);
    if (dispatch !== undefined) dispatch.isTrusted = true;
    this.dispatchEvent(event);
  }

  override get [Symbol.toStringTag](): string {
    return 'AbortSignal';
  }
}

export class AbortController {
  readonly #signal = new AbortSignal(INTERNAL);

  get signal(): AbortSignal {
    return this.#signal;
  }

  abort(reason?: unknown): void {
    abortSignal(this.#signal, reason);
  }

  get [Symbol.toStringTag](): string {
    return 'AbortController';
  }
}

function outOfRange(expected: string, delayMs: number): RangeError {
  // Node groups the digits of a large integer, as `4_294_967_296`.
  const text =
    Number.isInteger(delayMs) && Math.abs(delayMs) > 2 ** 32
      ? String(delayMs).replaceAll(/\B(?=(\d{3})+$)/g, '_')
      : String(delayMs);
  return codedError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "delay" is out of range. It must be ${expected}. Received ${text}`,
  );
}

asWebInterface(AbortSignal, 'AbortSignal');
asWebInterface(AbortController, 'AbortController');
