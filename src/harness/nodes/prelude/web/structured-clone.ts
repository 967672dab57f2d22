import { isArrayBuffer } from './buffer-source.ts';
import { codedError, missingArgument } from './coded-error.ts';
import { DOMException } from './dom-exception.ts';

type Memory = Map<object, object>;
type Clone = (value: object, memory: Memory) => object;

const { hasOwn, keys: keysOf } = Object;
const { toString: describeTag } = Object.prototype;
const tagOf = (value: object): string => describeTag.call(value).slice(8, -1);
const getter = (prototype: object, name: PropertyKey) =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get as () => unknown;

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayName = getter(TypedArrayPrototype, Symbol.toStringTag);
const ErrorKinds: Record<string, ErrorConstructor> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
} as Record<string, ErrorConstructor>;

/**
 * A copy as V8 makes it, of everything that a message may hold: own enumerable properties by value, `Map`, `Set`,
 * `Date`, `RegExp`, errors, boxed primitives, buffers and their views, cycles and shared references. Prototypes,
 * symbols as keys and accessors do not survive; functions and symbols throw `DataCloneError`.
 *
 * Ours rather than core-js's, whose copy of a `Map` is no `instanceof Map` of the node. Two differences from Node
 * remain: a Proxy is copied like its target, where Node refuses it, and a transferred buffer is copied but not
 * detached, because no Node 20 program can detach one.
 */
export function structuredClone(...args: [value?: unknown, options?: { transfer?: unknown } | null]): unknown {
  if (args.length === 0) throw missingArgument('value');
  const [value, options] = args;
  if (options !== undefined && options !== null) checkTransfer(options);
  return cloneValue(value, new Map());
}

function checkTransfer(options: { transfer?: unknown }): void {
  if (typeof options !== 'object') {
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined');
  }
  const transfer = options.transfer === undefined ? [] : [...(options.transfer as Iterable<unknown>)];
  for (const buffer of transfer) {
    if (!isArrayBuffer(buffer)) {
      throw codedError(TypeError, 'ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList');
    }
  }
  if (new Set(transfer).size < transfer.length) {
    throw new DOMException('Transfer list contains duplicate ArrayBuffer', 'DataCloneError');
  }
}

function cloneValue(value: unknown, memory: Memory): unknown {
  if (typeof value === 'object') {
    if (value === null) return null;
    return memory.get(value) ?? cloneObject(value, memory);
  }
  if (typeof value === 'function') throw uncloneable(Function.prototype.toString.call(value));
  if (typeof value === 'symbol') throw uncloneable(String(value));
  return value;
}

function cloneObject(value: object, memory: Memory): object {
  if (Array.isArray(value)) return cloneArray(value, memory);
  if (describeTag.call(value) === '[object Object]') return clonePlain(value, memory);
  return (kindOf(value, tagOf(value)) ?? clonePlain)(value, memory);
}

const clonePlain: Clone = (value, memory) => cloneProperties(value, {}, memory);

function cloneProperties(value: object, copy: object, memory: Memory): object {
  memory.set(value, copy);
  for (const key of keysOf(value)) {
    // A getter that ran before may have deleted it.
    if (hasOwn(value, key)) setProperty(copy, key, cloneValue((value as Record<string, unknown>)[key], memory));
  }
  return copy;
}

function setProperty(copy: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (copy as Record<string, unknown>)[key] = value;
  }
}

function cloneArray(value: unknown[], memory: Memory): object {
  const copy: unknown[] = [];
  const keys = Object.keys(value);
  if (keys.length > 0 && (keys.length !== value.length || keys.at(-1) !== String(value.length - 1))) {
    // Holes, or properties beside the elements.
    copy.length = value.length;
    return cloneProperties(value, copy, memory);
  }
  if (keys.length === 0) copy.length = value.length;
  memory.set(value, copy);
  for (let i = 0; i < keys.length; i++) copy.push(cloneValue(value[i], memory));
  return copy;
}

/** Does `read` accept the object? It is a method of the built-in class that looks for its internal slots. */
function accepts(read: (...args: never[]) => unknown, ...args: unknown[]): (value: object) => boolean {
  return (value) => {
    try {
      Reflect.apply(read, value, args);
      return true;
    } catch {
      return false;
    }
  };
}

const box =
  (read: () => unknown): Clone =>
  (value, memory) => {
    const copy = Object(Reflect.apply(read, value, [])) as object;
    memory.set(value, copy);
    return copy;
  };

const refuse: Clone = (value) => {
  throw uncloneable(describeObject(value));
};

/** Built-in class → is it one, and how is it copied? `Symbol.toStringTag` alone can lie, so the slots decide. */
const KINDS: Record<string, readonly [(value: object) => boolean, Clone]> = {
  Map: [accepts(getter(Map.prototype, 'size')), cloneMap as Clone],
  Set: [accepts(getter(Set.prototype, 'size')), cloneSet as Clone],
  Date: [accepts(Date.prototype.getTime), cloneDate as Clone],
  RegExp: [accepts(getter(RegExp.prototype, 'source')), cloneRegExp as Clone],
  Error: [isError, cloneError as Clone],
  ArrayBuffer: [isArrayBuffer, cloneBuffer as Clone],
  View: [ArrayBuffer.isView, cloneView as Clone],
  Boolean: [accepts(Boolean.prototype.valueOf), box(Boolean.prototype.valueOf)],
  Number: [accepts(Number.prototype.valueOf), box(Number.prototype.valueOf)],
  String: [accepts(String.prototype.valueOf), box(String.prototype.valueOf)],
  BigInt: [accepts(BigInt.prototype.valueOf), box(BigInt.prototype.valueOf)],
  Symbol: [accepts(Symbol.prototype.valueOf), refuse],
  WeakMap: [accepts(WeakMap.prototype.has, {}), refuse],
  WeakSet: [accepts(WeakSet.prototype.has, {}), refuse],
  Promise: [(value) => value instanceof Promise, refuse],
  Arguments: [(value) => !(Symbol.toStringTag in value), refuse],
  Iterator: [isBuiltInIterator, refuse],
};

function kindOf(value: object, tag: string): Clone | undefined {
  const likely = Object.hasOwn(KINDS, tag) ? KINDS[tag] : undefined;
  if (likely?.[0](value)) return likely[1];
  if (tag === 'Arguments') return undefined;
  return Object.entries(KINDS).find(([name, [is]]) => name !== 'Arguments' && is(value))?.[1][1];
}

function isError(value: object): boolean {
  return Symbol.toStringTag in value ? value instanceof Error : tagOf(value) === 'Error';
}

const ITERATORS = [[].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), 'x'.matchAll(/x/g)].map(
  (iterator) => Object.getPrototypeOf(iterator) as object,
);
const GENERATORS = [function* () {}, async function* () {}].map(
  (generator) => Object.getPrototypeOf(generator.prototype) as object,
);

function isBuiltInIterator(value: object): boolean {
  return [...ITERATORS, ...GENERATORS].some((prototype) => Object.prototype.isPrototypeOf.call(prototype, value));
}

function cloneMap(value: Map<unknown, unknown>, memory: Memory): object {
  const copy = new Map();
  memory.set(value, copy);
  for (const [key, item] of [...Map.prototype.entries.call(value)]) {
    const keyCopy = cloneValue(key, memory);
    copy.set(keyCopy, cloneValue(item, memory));
  }
  return copy;
}

function cloneSet(value: Set<unknown>, memory: Memory): object {
  const copy = new Set();
  memory.set(value, copy);
  for (const item of [...Set.prototype.values.call(value)]) copy.add(cloneValue(item, memory));
  return copy;
}

function cloneDate(value: Date, memory: Memory): object {
  const copy = new Date(Date.prototype.getTime.call(value));
  memory.set(value, copy);
  return copy;
}

const readSource = getter(RegExp.prototype, 'source');
const readFlags = getter(RegExp.prototype, 'flags');

function cloneRegExp(value: RegExp, memory: Memory): object {
  const copy = new RegExp(
    Reflect.apply(readSource, value, []) as string,
    Reflect.apply(readFlags, value, []) as string,
  );
  memory.set(value, copy);
  return copy;
}

function cloneError(value: Error, memory: Memory): object {
  if (value instanceof DOMException) {
    const copy = new DOMException(value.message, value.name);
    memory.set(value, copy);
    return copy;
  }
  const name = String(value.name);
  const Kind = Object.hasOwn(ErrorKinds, name) ? (ErrorKinds[name] as ErrorConstructor) : Error;
  const message = Object.getOwnPropertyDescriptor(value, 'message');
  const copy = message !== undefined && 'value' in message ? new Kind(String(message.value)) : new Kind();
  memory.set(value, copy);
  const { stack } = value;
  hide(copy, 'stack', typeof stack === 'string' ? stack : undefined);
  const cause = Object.getOwnPropertyDescriptor(value, 'cause');
  if (cause !== undefined && 'value' in cause) hide(copy, 'cause', cloneValue(cause.value, memory));
  return copy;
}

function hide(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
}

interface Resizable {
  readonly resizable: boolean;
  readonly maxByteLength: number;
}
const ResizableBuffer = ArrayBuffer as unknown as new (size: number, options: object) => ArrayBuffer;

function cloneBuffer(value: ArrayBuffer, memory: Memory): ArrayBuffer {
  const seen = memory.get(value);
  if (seen !== undefined) return seen as ArrayBuffer;
  const { resizable, maxByteLength } = value as ArrayBuffer & Resizable;
  const copy = resizable ? new ResizableBuffer(value.byteLength, { maxByteLength }) : new ArrayBuffer(value.byteLength);
  new Uint8Array(copy).set(new Uint8Array(value));
  memory.set(value, copy);
  return copy;
}

function cloneView(value: ArrayBufferView, memory: Memory): object {
  const buffer = cloneBuffer(value.buffer as ArrayBuffer, memory);
  const name = Reflect.apply(typedArrayName, value, []) as string | undefined;
  const copy =
    name === undefined
      ? new DataView(buffer, value.byteOffset, value.byteLength)
      : new (globalThis as unknown as Record<string, Uint8ArrayConstructor>)[name]!(
          buffer,
          value.byteOffset,
          (value as Uint8Array).length,
        );
  memory.set(value, copy);
  return copy;
}

/** As V8 names an object that it cannot copy. */
function describeObject(value: object): string {
  const { toString: write, constructor: maker } = value;
  const isNamed = write === Object.prototype.toString && typeof maker === 'function' && maker.name !== '';
  return isNamed ? `#<${maker.name}>` : `[object ${tagOf(value)}]`;
}

function uncloneable(description: string): DOMException {
  return new DOMException(`${description} could not be cloned.`, 'DataCloneError');
}
