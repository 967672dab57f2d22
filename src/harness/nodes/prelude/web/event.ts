import { missingArgument } from './coded-error.ts';
import type { EventTarget } from './event-target.ts';
import { asWebInterface } from './web-interface.ts';

interface EventInit {
  bubbles?: unknown;
  cancelable?: unknown;
  composed?: unknown;
}

/** What a target does with an event, and nobody else may. */
export interface Dispatch {
  begin(target: EventTarget): void;
  end(): void;
  readonly isActive: boolean;
  readonly isStopped: boolean;
  isPassive: boolean;
  isTrusted: boolean;
}

/** The `Dispatch` side of an event; undefined for what is no event. */
export let dispatchOf: (event: unknown) => Dispatch | undefined;

const NONE = 0;
const AT_TARGET = 2;

export class Event {
  static readonly NONE = NONE;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = AT_TARGET;
  static readonly BUBBLING_PHASE = 3;

  readonly #type: string;
  readonly #bubbles: boolean;
  readonly #cancelable: boolean;
  readonly #composed: boolean;
  readonly #timeStamp = performance.now();
  #target: EventTarget | null = null;
  #isActive = false;
  #isStopped = false;
  #isPropagationStopped = false;
  #isPassive = false;
  #isTrusted = false;
  #defaultPrevented = false;

  static {
    dispatchOf = (event) =>
      typeof event === 'object' && event !== null && #type in event ? event.#dispatch() : undefined;
  }

  constructor(...args: [type?: unknown, init?: EventInit | null]) {
    if (args.length === 0) throw missingArgument('type');
    const [type, init] = args;
    this.#type = `${type}`;
    this.#bubbles = Boolean(init?.bubbles);
    this.#cancelable = Boolean(init?.cancelable);
    this.#composed = Boolean(init?.composed);
  }

  #dispatch(): Dispatch {
    const event = this;
    return {
      begin(target) {
        event.#target = target;
        event.#isActive = true;
      },
      end() {
        event.#isActive = false;
        event.#isStopped = false;
        event.#isPropagationStopped = false;
      },
      get isActive() {
        return event.#isActive;
      },
      get isStopped() {
        return event.#isStopped;
      },
      set isPassive(isPassive: boolean) {
        event.#isPassive = isPassive;
      },
      set isTrusted(isTrusted: boolean) {
        event.#isTrusted = isTrusted;
      },
    };
  }

  get type(): string {
    return this.#type;
  }
  get target(): EventTarget | null {
    return this.#target;
  }
  get currentTarget(): EventTarget | null {
    return this.#isActive ? this.#target : null;
  }
  get srcElement(): EventTarget | null {
    return this.#target;
  }
  composedPath(): EventTarget[] {
    return this.#isActive && this.#target !== null ? [this.#target] : [];
  }
  get eventPhase(): number {
    return this.#isActive ? AT_TARGET : NONE;
  }
  get bubbles(): boolean {
    return this.#bubbles;
  }
  get cancelable(): boolean {
    return this.#cancelable;
  }
  get composed(): boolean {
    return this.#composed;
  }
  get timeStamp(): number {
    return this.#timeStamp;
  }
  get isTrusted(): boolean {
    return this.#isTrusted;
  }
  get defaultPrevented(): boolean {
    return this.#defaultPrevented;
  }
  get returnValue(): boolean {
    return !this.#defaultPrevented;
  }
  get cancelBubble(): boolean {
    return this.#isPropagationStopped;
  }
  set cancelBubble(isStopped: unknown) {
    if (isStopped) this.#isPropagationStopped = true;
  }

  preventDefault(): void {
    if (this.#cancelable && !this.#isPassive) this.#defaultPrevented = true;
  }
  stopPropagation(): void {
    this.#isPropagationStopped = true;
  }
  stopImmediatePropagation(): void {
    this.#isPropagationStopped = true;
    this.#isStopped = true;
  }

  get [Symbol.toStringTag](): string {
    return 'Event';
  }
}

export class CustomEvent extends Event {
  readonly #detail: unknown;

  constructor(...args: [type?: unknown, init?: (EventInit & { detail?: unknown }) | null]) {
    super(...args);
    this.#detail = args[1]?.detail ?? null;
  }

  get detail(): unknown {
    return this.#detail;
  }

  override get [Symbol.toStringTag](): string {
    return 'CustomEvent';
  }
}

asWebInterface(Event, 'Event');
asWebInterface(CustomEvent, 'CustomEvent');
