/**
 * Makes the language of a node the same on every supported version of Node and on every machine: what Node 20 has,
 * less what is not deterministic or leads out of a closed world.
 *
 * An allow-list, because nobody knows yet what future versions add. `Atomics`, `SharedArrayBuffer` and `WebAssembly`
 * have threads and memory of their own; `WeakRef` and `FinalizationRegistry` show when the collector runs; `Intl`
 * answers with the machine's locale and the version of its ICU data (so would `Temporal`). `Iterator`, `Float16Array`,
 * `DisposableStack` and the like are in newer versions only: a submission that needs them would pass on one machine
 * and fail on the next.
 *
 * `Error.captureStackTrace` and `prepareStackTrace` stay: call sites belong to the realm, and V8 hides the functions
 * and receivers of other realms. The time zone cannot be pinned from inside: the host sets TZ=UTC.
 */
// biome-ignore format: a list of words
const GLOBALS = new Set([
  'AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date',
  'Error', 'EvalError', 'Float32Array', 'Float64Array', 'Function', 'Infinity', 'Int16Array', 'Int32Array', 'Int8Array',
  'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError', 'ReferenceError', 'Reflect',
  'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint16Array', 'Uint32Array',
  'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakSet', 'console', 'decodeURI', 'decodeURIComponent', 'encodeURI',
  'encodeURIComponent', 'escape', 'eval', 'globalThis', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'undefined',
  'unescape',
]);

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([].values()));

/** Members of built-ins that are younger than Node 20. (`Symbol.dispose` is too, but cannot be deleted.) */
// biome-ignore format: a list of words
const YOUNGER: readonly (readonly [object: object, ...members: PropertyKey[]])[] = [
  [Array, 'fromAsync'],
  [ArrayBuffer.prototype, 'transfer', 'transferToFixedLength', 'detached'],
  [DataView.prototype, 'getFloat16', 'setFloat16'],
  [Error, 'isError'],
  [IteratorPrototype, 'constructor', 'map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some',
    'every', 'find', Symbol.toStringTag],
  [JSON, 'rawJSON', 'isRawJSON'],
  [Map, 'groupBy'],
  [Map.prototype, 'getOrInsert', 'getOrInsertComputed'],
  [Math, 'f16round', 'sumPrecise'],
  [Object, 'groupBy'],
  [Promise, 'withResolvers', 'try'],
  [RegExp, 'escape'],
  [Set.prototype, 'union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf',
    'isDisjointFrom'],
  [Uint8Array, 'fromBase64', 'fromHex'],
  [Uint8Array.prototype, 'toBase64', 'toHex', 'setFromBase64', 'setFromHex'],
  [WeakMap.prototype, 'getOrInsert', 'getOrInsertComputed'],
];

export function levelLanguage(global: typeof globalThis): void {
  for (const name of Object.getOwnPropertyNames(global)) {
    if (!GLOBALS.has(name)) Reflect.deleteProperty(global, name);
  }
  for (const [object, ...members] of YOUNGER) {
    for (const member of members) Reflect.deleteProperty(object, member);
  }
  pinLocale(global);
}

const LOCALE = 'en-US';

/** Whoever names no locale gets this one; the machine's would order and print differently. */
function pinLocale(global: typeof globalThis): void {
  const { apply } = Reflect;
  const text = global.String.prototype;
  const { localeCompare, toLocaleLowerCase, toLocaleUpperCase } = text;
  // Assignment keeps what it replaces not enumerable.
  Object.assign(text, {
    localeCompare(this: string, that: string, locales: string = LOCALE, options?: object) {
      return apply(localeCompare, this, [that, locales, options]);
    },
    toLocaleLowerCase(this: string, locales: string = LOCALE) {
      return apply(toLocaleLowerCase, this, [locales]);
    },
    toLocaleUpperCase(this: string, locales: string = LOCALE) {
      return apply(toLocaleUpperCase, this, [locales]);
    },
  });
  for (const prototype of [global.Number.prototype, global.BigInt.prototype, global.Date.prototype]) {
    const { toLocaleString: original } = prototype as { toLocaleString(): string };
    Object.assign(prototype, {
      toLocaleString(this: unknown, locales: unknown = LOCALE, options?: unknown) {
        return apply(original, this, [locales, options]);
      },
    });
  }
  const { toLocaleDateString, toLocaleTimeString } = global.Date.prototype;
  Object.assign(global.Date.prototype, {
    toLocaleDateString(this: Date, locales: string = LOCALE, options?: object) {
      return apply(toLocaleDateString, this, [locales, options]);
    },
    toLocaleTimeString(this: Date, locales: string = LOCALE, options?: object) {
      return apply(toLocaleTimeString, this, [locales, options]);
    },
  });
}
