/**
 * Makes the language of a node the same on every supported version of Node and on every machine: what Node 20 has,
 * less what is not deterministic or leads out of a closed world.
 *
 * An allow-list, because the list of what future versions add is not known today. `Atomics`, `SharedArrayBuffer` and
 * `WebAssembly` have threads and memory of their own; `WeakRef` and `FinalizationRegistry` show when the collector
 * runs; `Intl` answers with the machine's locale and the version of its ICU data (so would `Temporal`). `Iterator`,
 * `Float16Array`, `DisposableStack` and the like are in newer versions only: a submission that needs them would pass
 * on one machine and fail on the next.
 */
const GLOBALS = new Set(
  `AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise
  Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent escape
  eval globalThis isFinite isNaN parseFloat parseInt undefined unescape`.split(/\s+/),
);

/** Members of built-ins that are younger than Node 20. `Symbol.dispose` cannot be deleted. */
const YOUNGER: readonly [path: (global: typeof globalThis) => object, members: string][] = [
  [(global) => global.Array, 'fromAsync'],
  [(global) => global.ArrayBuffer.prototype, 'transfer transferToFixedLength detached'],
  [(global) => global.DataView.prototype, 'getFloat16 setFloat16'],
  [(global) => global.Error, 'isError'],
  [(global) => global.JSON, 'rawJSON isRawJSON'],
  [(global) => global.Map, 'groupBy'],
  [(global) => global.Map.prototype, 'getOrInsert getOrInsertComputed'],
  [(global) => global.WeakMap.prototype, 'getOrInsert getOrInsertComputed'],
  [(global) => global.Math, 'f16round sumPrecise'],
  [(global) => global.Object, 'groupBy'],
  [(global) => global.Promise, 'withResolvers try'],
  [(global) => global.RegExp, 'escape'],
  [
    (global) => global.Set.prototype,
    'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom',
  ],
  [(global) => global.Uint8Array, 'fromBase64 fromHex'],
  [(global) => global.Uint8Array.prototype, 'toBase64 toHex setFromBase64 setFromHex'],
  [
    (global) => Object.getPrototypeOf(Object.getPrototypeOf(new global.Array().values())),
    'constructor map filter take drop flatMap reduce toArray forEach some every find concat',
  ],
];

export function levelLanguage(global: typeof globalThis): void {
  for (const name of Object.getOwnPropertyNames(global)) {
    if (!GLOBALS.has(name)) Reflect.deleteProperty(global, name);
  }
  for (const [objectIn, members] of YOUNGER) {
    const object = objectIn(global);
    for (const name of members.split(' ')) {
      if (Object.hasOwn(object, name)) Reflect.deleteProperty(object, name);
    }
  }
  pinLocale(global);
}

const LOCALE = 'en-US';

/** Whoever names no locale gets this one; the machine's would order and print differently. */
function pinLocale(global: typeof globalThis): void {
  const text = global.String.prototype;
  const { localeCompare, toLocaleLowerCase, toLocaleUpperCase } = text;
  replace(text, {
    localeCompare(this: string, that: string, locales: string = LOCALE, options?: Intl.CollatorOptions) {
      return Reflect.apply(localeCompare, this, [that, locales, options]);
    },
    toLocaleLowerCase(this: string, locales: string = LOCALE) {
      return Reflect.apply(toLocaleLowerCase, this, [locales]);
    },
    toLocaleUpperCase(this: string, locales: string = LOCALE) {
      return Reflect.apply(toLocaleUpperCase, this, [locales]);
    },
  });
  for (const prototype of [global.Number.prototype, global.BigInt.prototype, global.Date.prototype]) {
    for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) pinMethod(prototype, name);
  }
}

function pinMethod(prototype: object, name: string): void {
  const method = (prototype as Record<string, (...args: unknown[]) => string>)[name];
  if (method === undefined || !Object.hasOwn(prototype, name)) return;
  replace(prototype, {
    [name](this: unknown, locales: unknown = LOCALE, options?: unknown) {
      return Reflect.apply(method, this, [locales, options]);
    },
  });
}

function replace(prototype: object, methods: Record<string, (...args: never[]) => unknown>): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(value, 'length', { value: 0 });
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
