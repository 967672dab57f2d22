import { isLoadingLibrary } from './load-library.ts';
import { type NodeServices, provideNodeServices } from './web/node-services.ts';

// `require` here is esbuild's: each module is part of the prelude, and is evaluated when a node first uses it.
declare const require: (path: string) => Record<string, unknown>;

/** Global name → how to get it. */
const LAZY: Record<string, () => unknown> = {
  AbortController: () => require('./web/abort.ts').AbortController,
  AbortSignal: () => require('./web/abort.ts').AbortSignal,
  atob: () => require('./web/base64.ts').atob,
  btoa: () => require('./web/base64.ts').btoa,
  crypto: () => require('./web/crypto.ts').crypto,
  Crypto: () => require('./web/crypto.ts').Crypto,
  CustomEvent: () => require('./web/event.ts').CustomEvent,
  DOMException: () => require('./web/dom-exception.ts').DOMException,
  Event: () => require('./web/event.ts').Event,
  EventTarget: () => require('./web/event-target.ts').EventTarget,
  structuredClone: () => require('./web/structured-clone.ts').structuredClone,
  SubtleCrypto: () => require('./web/crypto.ts').SubtleCrypto,
  TextDecoder: () => require('./web/text-decoder.ts').TextDecoder,
  TextEncoder: () => require('./web/text-encoder.ts').TextEncoder,
  URL: () => require('./web/url.ts').URL,
  URLSearchParams: () => require('./web/url.ts').URLSearchParams,
};

/** Defines the web platform's globals that a server program may expect; each costs nothing until it is used. */
export function installWebGlobals(global: typeof globalThis, services: NodeServices): void {
  provideNodeServices(services);
  for (const [name, load] of Object.entries(LAZY)) {
    const become = (value: unknown) =>
      Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });
    Object.defineProperty(global, name, {
      configurable: true,
      get() {
        if (isLoadingLibrary()) return undefined;
        const value = load();
        become(value);
        return value;
      },
      set: become,
    });
  }
}
