/** What every V8 context has and a deterministic, closed world must not. */
const FORBIDDEN = ['Atomics', 'SharedArrayBuffer', 'WebAssembly', 'WeakRef', 'FinalizationRegistry', 'gc'] as const;

export function removeForbiddenGlobals(global: typeof globalThis): void {
  for (const name of FORBIDDEN) Reflect.deleteProperty(global, name);
}

// `require` here is esbuild's: each library is part of the prelude, and is evaluated when a node first uses it.
declare const require: (path: string) => Record<string, unknown>;

/** Global name → how to get it. */
const LAZY: Record<string, () => unknown> = {};

/** Defines the web platform's globals that a server program may expect; each costs nothing until it is used. */
export function installWebGlobals(global: typeof globalThis): void {
  for (const [name, load] of Object.entries(LAZY)) {
    Object.defineProperty(global, name, {
      configurable: true,
      get() {
        const value = load();
        Object.defineProperty(global, name, { value, writable: true, configurable: true });
        return value;
      },
      set(value: unknown) {
        Object.defineProperty(global, name, { value, writable: true, configurable: true });
      },
    });
  }
}
