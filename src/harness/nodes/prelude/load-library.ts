let loading = 0;

/** Is a library being evaluated? Then the lazy globals are hidden: a feature test must not load what is loading. */
export function isLoadingLibrary(): boolean {
  return loading > 0;
}

/**
 * Evaluates a library that is bundled into the prelude. It takes no draw from the node's random stream, and sees
 * `stubs` for globals that it captures but that no node has, or has not loaded.
 */
export function loadLibrary<Library>(load: () => Library, stubs: Record<string, unknown> = {}): Library {
  const { random } = Math;
  const names = Object.keys(stubs);
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  Math.random = () => 0.5;
  for (const name of names) {
    Object.defineProperty(globalThis, name, { value: stubs[name], writable: true, configurable: true });
  }
  loading++;
  try {
    return load();
  } finally {
    loading--;
    Math.random = random;
    names.forEach((name, index) => {
      const descriptor = before[index];
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    });
  }
}
