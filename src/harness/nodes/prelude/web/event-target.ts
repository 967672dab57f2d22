import { codedError, missingArgument, wrongArgument } from './coded-error.ts';
import { dispatchOf, type Event } from './event.ts';
import { nodeServices } from './node-services.ts';
import { asWebInterface } from './web-interface.ts';

type ListenerObject = { handleEvent?: (event: Event) => unknown };
type Listener = ((this: EventTarget, event: Event) => unknown) | ListenerObject;

interface ListenerOptions {
  capture?: unknown;
  once?: unknown;
  passive?: unknown;
  signal?: { readonly aborted: boolean; addEventListener(type: string, listener: () => void, options: object): void };
}

interface Registration {
  listener: Listener;
  capture: boolean;
  once: boolean;
  passive: boolean;
  removed: boolean;
}

/**
 * Events without a tree of targets, as in Node: listeners run in the order in which they were added, and what one
 * throws ends the node, after the others have run.
 */
export class EventTarget {
  readonly #registrations = new Map<string, Registration[]>();

  addEventListener(...args: [type?: unknown, listener?: unknown, options?: boolean | ListenerOptions | null]): void {
    if (args.length < 2) throw missingArgument('type', 'listener');
    const options = typeof args[2] === 'object' && args[2] !== null ? args[2] : { capture: args[2] };
    const [type, listener] = [`${args[0]}`, asListener(args[1])];
    if (listener === undefined || options.signal?.aborted) return;
    const capture = Boolean(options.capture);
    const registrations = this.#registrations.get(type) ?? [];
    if (registrations.some((other) => other.listener === listener && other.capture === capture)) return;
    const { once, passive } = options;
    // A new list each time: a dispatch goes through the list that it began with.
    this.#registrations.set(type, [
      ...registrations,
      { listener, capture, once: Boolean(once), passive: Boolean(passive), removed: false },
    ]);
    options.signal?.addEventListener('abort', () => this.removeEventListener(type, listener, { capture }), {
      once: true,
    });
  }

  removeEventListener(...args: [type?: unknown, listener?: unknown, options?: boolean | ListenerOptions | null]): void {
    if (args.length < 2) throw missingArgument('type', 'listener');
    const [type, listener, options] = [`${args[0]}`, asListener(args[1]), args[2]];
    const capture = Boolean(typeof options === 'object' && options !== null ? options.capture : options);
    for (const registration of this.#registrations.get(type) ?? []) {
      if (registration.listener === listener && registration.capture === capture) this.#remove(type, registration);
    }
  }

  dispatchEvent(...args: [event?: unknown]): boolean {
    if (args.length === 0) throw missingArgument('event');
    const event = args[0] as Event;
    const dispatch = dispatchOf(event);
    if (dispatch === undefined) throw wrongArgument('event', 'an instance of Event', event);
    if (dispatch.isActive) {
      throw codedError(Error, 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
    }
    dispatch.begin(this);
    for (const registration of this.#registrations.get(event.type) ?? []) {
      if (registration.removed) continue;
      if (registration.once) this.#remove(event.type, registration);
      dispatch.isPassive = registration.passive;
      this.#notify(registration.listener, event);
      dispatch.isPassive = false;
      if (dispatch.isStopped) break;
    }
    dispatch.end();
    return !event.defaultPrevented;
  }

  #notify(listener: Listener, event: Event): void {
    try {
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent?.(event);
    } catch (error) {
      nodeServices().fail(error);
    }
  }

  #remove(type: string, registration: Registration): void {
    registration.removed = true;
    const rest = (this.#registrations.get(type) ?? []).filter((other) => other !== registration);
    if (rest.length === 0) this.#registrations.delete(type);
    else this.#registrations.set(type, rest);
  }

  get [Symbol.toStringTag](): string {
    return 'EventTarget';
  }
}

function asListener(listener: unknown): Listener | undefined {
  if (typeof listener === 'function') return listener as Listener;
  if (listener === null || listener === undefined) return undefined;
  if (typeof listener === 'object') return listener as ListenerObject;
  throw wrongArgument('listener', 'an instance of EventListener', listener);
}

asWebInterface(EventTarget, 'EventTarget');
