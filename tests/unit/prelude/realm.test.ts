import vm from 'node:vm';
import { expect, test } from 'vitest';
import { bootNode } from './node-realm.ts';

const ABSENT = `Atomics SharedArrayBuffer WebAssembly WeakRef FinalizationRegistry Intl Temporal Iterator Float16Array
  process require module Buffer fetch global gc`.split(/\s+/);

test.each(ABSENT)('a node has no %s', (name) => {
  const { evaluate } = bootNode();
  evaluate('console.log(new URL("http://a"), crypto.randomUUID(), structuredClone({}))');
  expect(evaluate(`typeof ${name} + ('${name}' in globalThis)`)).toBe('undefinedfalse');
});

test('a node has these globals and no others', () => {
  const names = bootNode().evaluate('Object.getOwnPropertyNames(globalThis).sort().join(" ")');
  expect(names).toMatchInlineSnapshot(
    `"AbortController AbortSignal AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean Crypto CustomEvent DOMException DataView Date Error EvalError Event EventTarget Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String SubtleCrypto Symbol SyntaxError TextDecoder TextEncoder TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet atob btoa clearImmediate clearInterval clearTimeout console crypto decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt performance queueMicrotask setImmediate setInterval setTimeout structuredClone undefined unescape"`,
  );
});

// Walks everything that can be reached from the global object, and from what the web globals make.
const WALK = `(() => {
  const roots = [
    globalThis, new URL('http://a/?b=c'), new URLSearchParams('a=b'), new URLSearchParams('a=b').entries(),
    new TextEncoder(), new TextEncoder().encode('a'), new TextDecoder(), new AbortController(), AbortSignal.abort(),
    new Event('a'), new CustomEvent('a', { detail: {} }), new EventTarget(), new DOMException('a', 'AbortError'), crypto,
    crypto.subtle, crypto.getRandomValues(new Uint8Array(4)), structuredClone(new Map([[{}, new Error('a')]])),
    performance, new Date(), setTimeout(() => {}, 5), function* () {}, async function* () {}, async () => {}, /a/.exec('a'),
  ];
  for (const make of [() => atob('%'), () => new URL('x'), () => structuredClone(() => {}), () => null.x, () => new Event(),
    () => eval('1'), () => Function('1'), () => new TextDecoder('x'), () => crypto.getRandomValues(1),
    () => { const deep = () => deep(); deep(); }, () => Object.defineProperty(globalThis, 'undefined', { value: 1 })]) {
    try { make(); } catch (error) { roots.push(error); }
  }
  Error.prepareStackTrace = (error, sites) => { roots.push(error, sites, ...sites); return ''; };
  void new Error().stack;
  delete Error.prepareStackTrace;
  const seen = new Map();
  const foreign = [];
  const queue = roots.map((root, index) => [root, 'root' + index]);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [value, path] = next;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.set(value, path);
    const prototype = Object.getPrototypeOf(value);
    queue.push([prototype, path + '.[[Prototype]]']);
    for (const key of Reflect.ownKeys(value)) {
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (Object.getPrototypeOf(property) !== Object.prototype) foreign.push(path + '.' + String(key) + ' (descriptor)');
      for (const part of [property.value, property.get, property.set]) queue.push([part, path + '.' + String(key)]);
    }
    if (typeof value === 'function' && value !== Function.prototype && !(value instanceof Function)) foreign.push(path);
    let maker;
    try { maker = value.constructor?.constructor; } catch { continue; }
    if (typeof maker === 'function' && !(maker instanceof Function)) foreign.push(path + '.constructor.constructor');
  }
  // Every chain of prototypes has to end at this realm's.
  for (const [value, path] of seen) {
    let last = value;
    for (let next = value; next !== null; next = Object.getPrototypeOf(next)) last = next;
    if (last !== Object.prototype && last !== value) foreign.push(path + ' (last prototype)');
  }
  return { foreign: foreign.join(), size: seen.size };
})()`;

test.each([false, true])('no object of another realm can be reached (console in use: %s)', (logs) => {
  const { evaluate } = bootNode({ logs });
  evaluate('console.log("%o", { a: new Map([[1, new Error("x")]]) }); console.group(); console.count()');
  const { foreign, size } = evaluate(WALK) as { foreign: string; size: number };
  expect(foreign).toBe('');
  expect(size).toBeGreaterThan(700);
});

test('the walk finds a host object that was let in', () => {
  const { evaluate } = bootNode();
  (evaluate('(value) => { globalThis.leak = { deep: [value] }; }') as (value: unknown) => void)(() => {});
  expect((evaluate(WALK) as { foreign: string }).foreign).toContain('root0.leak.deep.0');
});

test('a node that uses no web global loads none', () => {
  const names = bootNode().evaluate(
    `Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(([, { get }]) => get).map(([name]) => name).sort().join(' ')`,
  );
  expect(names).toMatchInlineSnapshot(
    `"AbortController AbortSignal Crypto CustomEvent DOMException Event EventTarget SubtleCrypto TextDecoder TextEncoder URL URLSearchParams atob btoa crypto structuredClone"`,
  );
});

test('a program may replace a web global', () => {
  expect(bootNode().evaluate('globalThis.URL = 5; crypto = 6; URL + crypto')).toBe(11);
});

test('the language is the same in every version of Node', () => {
  const members = bootNode().evaluate(`
    Object.getOwnPropertyNames(globalThis).sort().flatMap((name) => {
      const { [name]: value } = globalThis;
      if (value === globalThis || (typeof value !== 'object' && typeof value !== 'function')) return [];
      const keys = (object) => Reflect.ownKeys(object ?? {}).filter((key) => key !== Symbol.toStringTag).map(String);
      return [name + ': ' + keys(value).sort().join(' ') + ' | ' + keys(value.prototype).sort().join(' ')];
    }).join('\\n').replaceAll(/ (asyncDispose|dispose)\\b/g, '')`);
  expect(members).toMatchSnapshot();
});

test('a node keeps these names out of a plain context', () => {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  const plain = vm.runInContext('Object.getOwnPropertyNames(globalThis)', context) as string[];
  const { evaluate } = bootNode();
  const gone = [...plain].filter((name) => !evaluate(`'${name}' in globalThis`));
  expect(gone).toEqual(
    expect.arrayContaining(['Atomics', 'FinalizationRegistry', 'Intl', 'SharedArrayBuffer', 'WeakRef', 'WebAssembly']),
  );
});
