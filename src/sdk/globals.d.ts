/**
 * The globals of a simulated node beyond those of the language: for a workspace with `"lib": ["ES2023"]`, without the
 * DOM's types or Node's. All of them are deterministic: time is the simulation's, random values come from the seed.
 *
 * There is no `process`, `require`, `Buffer`, `fetch`, `Intl`, `WeakRef`, `SharedArrayBuffer` or `WebAssembly`.
 */

// ---- Timers, on virtual time ----

/** Runs `callback` after `delayMs` of virtual time (at least 1). Returns the timer's id. */
declare function setTimeout<Args extends unknown[]>(
  callback: (...args: Args) => unknown,
  delayMs?: number,
  ...args: Args
): number;
declare function clearTimeout(timerId: number | undefined | null): void;
declare function setInterval<Args extends unknown[]>(
  callback: (...args: Args) => unknown,
  delayMs?: number,
  ...args: Args
): number;
declare function clearInterval(timerId: number | undefined | null): void;
declare function setImmediate<Args extends unknown[]>(callback: (...args: Args) => unknown, ...args: Args): number;
declare function clearImmediate(timerId: number | undefined | null): void;
declare function queueMicrotask(callback: () => void): void;

interface Performance {
  /** Virtual milliseconds since the start of the run. */
  now(): number;
  readonly timeOrigin: number;
}
declare var performance: Performance;

// ---- Console: shown by `labs test --verbose` ----

interface Console {
  log(...data: unknown[]): void;
  info(...data: unknown[]): void;
  debug(...data: unknown[]): void;
  warn(...data: unknown[]): void;
  error(...data: unknown[]): void;
  trace(...data: unknown[]): void;
  assert(condition?: unknown, ...data: unknown[]): void;
  clear(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  dir(value: unknown, options?: { depth?: number | null; showHidden?: boolean }): void;
  dirxml(...data: unknown[]): void;
  group(...label: unknown[]): void;
  groupCollapsed(...label: unknown[]): void;
  groupEnd(): void;
  table(data?: unknown): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...data: unknown[]): void;
}
declare var console: Console;

// ---- Data ----

/** A deep copy. A buffer in `transfer` is copied too, and stays usable. */
declare function structuredClone<T>(value: T, options?: { transfer?: readonly ArrayBuffer[] } | null): T;
/** A string of bytes → Base64. */
declare function btoa(text: string): string;
/** Base64 → a string of bytes. */
declare function atob(text: string): string;

type BufferSource = ArrayBufferView | ArrayBuffer;

interface TextEncoder {
  readonly encoding: string;
  encode(input?: string): Uint8Array;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}
declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder };

interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(input?: BufferSource, options?: { stream?: boolean }): string;
}
/** UTF-8 only. */
declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: 'utf-8' | 'utf8', options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

interface SubtleCrypto {
  digest(
    algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | { name: string },
    data: BufferSource,
  ): Promise<ArrayBuffer>;
}
declare var SubtleCrypto: { prototype: SubtleCrypto; new (): never };

interface Crypto {
  readonly subtle: SubtleCrypto;
  /** Fills an array of integers from the node's seed. */
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
}
declare var Crypto: { prototype: Crypto; new (): never };
declare var crypto: Crypto;

// ---- Events and cancellation ----

interface DOMException extends Error {
  readonly name: string;
  readonly message: string;
  readonly code: number;
}
declare var DOMException: {
  prototype: DOMException;
  new (message?: string, options?: string | { name?: string; cause?: unknown }): DOMException;
};

interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
}

interface Event {
  readonly type: string;
  readonly target: EventTarget | null;
  readonly currentTarget: EventTarget | null;
  readonly srcElement: EventTarget | null;
  readonly eventPhase: number;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly composed: boolean;
  readonly defaultPrevented: boolean;
  readonly returnValue: boolean;
  readonly isTrusted: boolean;
  readonly timeStamp: number;
  cancelBubble: boolean;
  composedPath(): EventTarget[];
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}
declare var Event: {
  prototype: Event;
  new (type: string, init?: EventInit): Event;
  readonly NONE: 0;
  readonly CAPTURING_PHASE: 1;
  readonly AT_TARGET: 2;
  readonly BUBBLING_PHASE: 3;
};

interface CustomEvent<T = unknown> extends Event {
  readonly detail: T;
}
declare var CustomEvent: {
  prototype: CustomEvent;
  new <T>(type: string, init?: EventInit & { detail?: T }): CustomEvent<T>;
};

type EventListenerOrObject = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface AddEventListenerOptions {
  capture?: boolean;
  once?: boolean;
  passive?: boolean;
  signal?: AbortSignal;
}

interface EventTarget {
  addEventListener(
    type: string,
    listener: EventListenerOrObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrObject | null,
    options?: boolean | { capture?: boolean },
  ): void;
  dispatchEvent(event: Event): boolean;
}
declare var EventTarget: { prototype: EventTarget; new (): EventTarget };

interface AbortSignal extends EventTarget {
  readonly aborted: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: as in the DOM's own types
  readonly reason: any;
  onabort: ((this: AbortSignal, event: Event) => unknown) | null;
  throwIfAborted(): void;
}
declare var AbortSignal: {
  prototype: AbortSignal;
  new (): never;
  abort(reason?: unknown): AbortSignal;
  any(signals: readonly AbortSignal[]): AbortSignal;
  /** Aborts after `delayMs` of virtual time. */
  timeout(delayMs: number): AbortSignal;
};

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { prototype: AbortController; new (): AbortController };

// ---- URLs ----

interface URLSearchParams {
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  forEach(callback: (value: string, name: string, parent: URLSearchParams) => void, thisArg?: unknown): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  toString(): string;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare var URLSearchParams: {
  prototype: URLSearchParams;
  new (init?: string | Record<string, string> | Iterable<readonly [string, string]> | URLSearchParams): URLSearchParams;
};

interface URL {
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  readonly searchParams: URLSearchParams;
  hash: string;
  toString(): string;
  toJSON(): string;
}
declare var URL: {
  prototype: URL;
  new (url: string | URL, base?: string | URL): URL;
  canParse(url: string | URL, base?: string | URL): boolean;
  parse(url: string | URL, base?: string | URL): URL | null;
};
