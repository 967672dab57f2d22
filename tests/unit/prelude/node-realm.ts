import vm from 'node:vm';
import { preludeSource } from '../../../src/harness/nodes/prelude-source.ts';

interface Realm {
  boot(bundle: unknown, config: string): void;
  dispatch(nowMs: number, kind: number, a: number, b: number, c: string, d: string): void;
  take(): string;
  takeNotes(): string;
}

const script = new vm.Script(preludeSource(), { filename: 'labs-prelude.js' });

/** One booted node: evaluates JavaScript in its realm, and tells what the node has sent out. */
export interface NodeRealm {
  evaluate(code: string): unknown;
  realm: Realm;
}

export function bootNode({ seed = 'seed', logs = false, nowMs = 0 } = {}): NodeRealm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const realm = script.runInContext(context) as Realm;
  const bundle: unknown = vm.runInContext(
    '() => ({ programs: { idle: () => ({ onRpc() {}, onCall() {} }) } })',
    context,
  );
  const options = { program: 'idle', options: {}, state: '', snapshot: '' };
  realm.boot(bundle, JSON.stringify({ ...options, seed, nowMs, logs }));
  return { evaluate: (code) => vm.runInContext(code, context, { filename: 'program.js' }), realm };
}

/** Source of `(value) → text`: everything that a program can see of a value, the same text in every realm. */
const DESCRIBE = `(() => {
  const describe = (value, seen = new Map()) => {
    if (typeof value === 'bigint') return value + 'n';
    if (typeof value === 'symbol') return String(value);
    if (typeof value === 'function') return 'function ' + value.name;
    if (Object.is(value, -0)) return '-0';
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value !== 'object' || value === null) return String(value);
    if (seen.has(value)) return '#' + seen.get(value);
    seen.set(value, seen.size);
    const parts = [];
    const show = (item) => describe(item, seen);
    if (value instanceof Map) parts.push(...[...value].map(([key, item]) => show(key) + ' => ' + show(item)));
    if (value instanceof Set) parts.push(...[...value].map(show));
    if (value instanceof Date || value instanceof RegExp) parts.push(value instanceof Date ? value.getTime() : String(value));
    if (value instanceof ArrayBuffer) parts.push(...new Uint8Array(value), value.maxByteLength);
    if (ArrayBuffer.isView(value)) return value.constructor.name + '@' + value.byteOffset + '+' + value.byteLength + show(value.buffer);
    if (/^(Number|String|Boolean|BigInt)$/.test(value.constructor?.name)) parts.push(show(value.valueOf()));
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      // A stack differs by its frames, and newer versions make it an accessor.
      if (key !== 'stack') parts.push(String(key) + (property.enumerable ? ': ' : '~: ') + show(value[key]));
    }
    return (value.constructor?.name ?? 'null') + Object.prototype.toString.call(value) + '{' + parts.join(', ') + '}';
  };
  return (read) => {
    try {
      return describe(read());
    } catch (error) {
      return 'throws ' + error.constructor.name + ' ' + error.name + ' ' + (error.code ?? '') + ': ' + error.message;
    }
  };
})()`;

const describeHere = vm.runInThisContext(DESCRIBE) as (read: () => unknown) => string;
const reference = bootNode();
const describeThere = reference.evaluate(DESCRIBE) as (read: unknown) => string;

/** What an expression gives in Node, and in a simulated node. */
export function inBoth(expression: string): { node: string; simulated: string } {
  return {
    node: describeHere(vm.runInThisContext(`() => (${expression})`) as () => unknown),
    simulated: describeThere(reference.evaluate(`() => (${expression})`)),
  };
}
