let loading = 0;

/** Is a library being evaluated? Then the lazy globals are hidden: a feature test must not load what is loading. */
export function isLoadingLibrary(): boolean {
  return loading > 0;
}

/**
 * Evaluates a library that is bundled into the prelude as if it had been there from the start: it takes no draw from
 * the node's random stream, leaves nothing behind on the global object, and sees `stubs` for globals that it captures
 * but that no node has.
 */
export function loadLibrary<Library>(load: () => Library, stubs: Record<string, unknown> = {}): Library {
  const { random } = Math;
  Math.random = () => 0.5;
  for (const [name, value] of Object.entries(stubs)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  loading++;
  try {
    return load();
  } finally {
    loading--;
    for (const name of [...Object.keys(stubs), '__core-js_shared__']) Reflect.deleteProperty(globalThis, name);
    Math.random = random;
  }
}
