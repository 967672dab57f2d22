import { expect, it } from 'vitest';
import { findings, TABLE_MS_MAX } from '../attack.ts';

const AS_TEXT = `'return typeof process'`;

/** Leaving the context through the constructors of what comes from outside, or by code made of text. */
const WAYS = {
  'the global object': `globalThis.constructor.constructor(${AS_TEXT})()`,
  'the global object’s prototypes': `chain(globalThis).map((one) => one.constructor?.constructor === Function)`,
  'this, where it is sloppy': `thisOf().constructor.constructor(${AS_TEXT})()`,
  'what the harness hands over': `env.peers[0].call.constructor(${AS_TEXT})()`,
  'the persister': `env.persister.constructor.constructor(${AS_TEXT})()`,
  'the promise of an RPC': `env.peers[0].call('X', 1).constructor.constructor(${AS_TEXT})()`,
  'an error of the engine': `thrownBy(() => { const deep = () => deep(); deep(); }).constructor.constructor(${AS_TEXT})()`,
  'an error of the prelude': `thrownBy(() => env.peers[0].call({})).constructor.constructor(${AS_TEXT})()`,
  'a chain of causes': `[thrownBy(() => JSON.parse('{')), thrownBy(() => JSON.parse('{')).cause].map((one) => one instanceof Error)`,
  'other kinds of functions': `[async () => {}, function* () {}, async function* () {}].map((kind) => thrownBy(() => kind.constructor('return 1')).name)`,
  Function: `new Function(${AS_TEXT})()`,
  'eval, called by another name': `(0, eval)('typeof process')`,
  'a timer with text': `setTimeout('process.exit()', 1)`,
  'arguments.callee.caller': `callers().every((caller) => caller === null || caller instanceof Function)`,
  'names of Node': `['process', 'require', 'module', 'global', 'Buffer', 'fetch', 'WebSocket'].filter((name) => name in globalThis)`,
  'other memory, threads, code': `['SharedArrayBuffer', 'Atomics', 'WebAssembly', 'ShadowRealm'].filter((name) => name in globalThis)`,
  'what shows the collector': `['WeakRef', 'FinalizationRegistry', 'gc'].filter((name) => name in globalThis)`,
  'memory that others could share': `Object.prototype.toString.call(structuredClone(new ArrayBuffer(8, { maxByteLength: 16 })))`,
  'the species of a promise': `Object.getPrototypeOf(env.peers[0].call('X', 1).then(() => {})) === Promise.prototype`,
};

const TOP = `
function thisOf() { return (function () { return this; }).call(undefined) ?? globalThis; }
function thrownBy(work) { try { work(); } catch (error) { return error; } }
function chain(value) { const all = []; for (let one = value; one; one = Object.getPrototypeOf(one)) all.push(one); return all; }
function callers() {
  const all = [];
  for (let one = sloppy(); typeof one === 'function' && all.length < 50; one = one.caller) all.push(one);
  return all;
}
const sloppy = () => { try { return callers.caller; } catch { return null; } };
`;

it(
  'no constructor and no text leads out of the context',
  async () => {
    expect(await findings(WAYS, { top: TOP })).toMatchInlineSnapshot(`
    {
      "Function": "EvalError: Code generation from strings disallowed for this context",
      "a chain of causes": "true,false",
      "a timer with text": "TypeError: setTimeout needs a function, not string",
      "an error of the engine": "EvalError: Code generation from strings disallowed for this context",
      "an error of the prelude": "EvalError: Code generation from strings disallowed for this context",
      "arguments.callee.caller": "TypeError: 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them",
      "eval, called by another name": "EvalError: Code generation from strings disallowed for this context",
      "memory that others could share": "[object ArrayBuffer]",
      "names of Node": "",
      "other kinds of functions": "EvalError,EvalError,EvalError",
      "other memory, threads, code": "",
      "the global object": "EvalError: Code generation from strings disallowed for this context",
      "the global object’s prototypes": "true,true,true",
      "the persister": "EvalError: Code generation from strings disallowed for this context",
      "the promise of an RPC": "EvalError: Code generation from strings disallowed for this context",
      "the species of a promise": "true",
      "this, where it is sloppy": "EvalError: Code generation from strings disallowed for this context",
      "what shows the collector": "",
      "what the harness hands over": "EvalError: Code generation from strings disallowed for this context",
    }
  `);
  },
  TABLE_MS_MAX,
);
