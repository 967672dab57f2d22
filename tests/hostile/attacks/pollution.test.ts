import { expect, it } from 'vitest';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const THROWS = `setTimeout(() => { throw new Error('as planned'); }, 5);`;

/** Built-ins patched before the harness's own code in the realm uses them. The server below them is correct. */
const ATTACKS: Attacks = {
  'Object.prototype.toJSON': { top: `Object.prototype.toJSON = () => ({ term: 1, voteGranted: true });` },
  'Object.prototype.then': {
    top: `Object.defineProperty(Object.prototype, 'then', { get() { throw new Error('then'); } });`,
  },
  'Object.prototype.isLeader': { top: `Object.prototype.isLeader = true; Object.prototype.term = 7;` },
  'Object.prototype.get': {
    top: `Object.prototype.get = () => { throw new Error('get'); }; Object.prototype.value = 1;`,
  },
  'Array.prototype and its iterator': {
    top: `Array.prototype[Symbol.iterator] = function* () { yield 1; }; Array.prototype.map = () => [];`,
  },
  'Promise.prototype.then': { top: `Promise.prototype.then = function () { throw new Error('then'); };` },
  'Promise.resolve': { top: `Promise.resolve = () => { throw new Error('resolve'); };` },
  'String.prototype': {
    top: `for (const name of ['split', 'replace', 'includes', 'slice', 'toWellFormed', 'charCodeAt']) String.prototype[name] = () => { throw new Error(name); };`,
  },
  JSON: { top: `JSON.stringify = () => { throw new Error('stringify'); }; JSON.parse = JSON.stringify;` },
  'JSON, and an error to describe': {
    top: `JSON.stringify = () => ({ toString() { throw new Error('stringify'); } });`,
    make: THROWS,
  },
  'JSON, with lines of its own': { top: `JSON.stringify = () => '{}\\nG9\\t1\\n';`, make: THROWS },
  'Map.prototype': {
    top: `Map.prototype.get = () => () => { throw new Error('get'); }; Map.prototype.set = () => {};`,
  },
  'Reflect and Function.prototype': {
    top: `Reflect.apply = () => { throw new Error('apply'); }; Function.prototype.call = Reflect.apply; Function.prototype.apply = Reflect.apply;`,
  },
  'RegExp.prototype': {
    top: `RegExp.prototype.exec = () => { throw new Error('exec'); }; RegExp.prototype.test = RegExp.prototype.exec;`,
    make: THROWS,
  },
  Error: {
    top: `Object.defineProperty(Error, Symbol.hasInstance, { value() { throw new Error('instance'); } }); Object.defineProperty(Error.prototype, 'message', { get() { throw this; } });`,
    make: THROWS,
  },
  'Number, Math and Date': {
    top: `Number.isSafeInteger = () => true; Math.floor = () => { throw new Error('floor'); }; Date.now = () => -1;`,
  },
  'the globals themselves': {
    top: `for (const name of Object.getOwnPropertyNames(globalThis)) { if (!['Error', 'globalThis'].includes(name)) try { globalThis[name] = undefined; delete globalThis[name]; } catch {} }`,
  },
  'frozen built-ins': {
    top: `for (const one of [Object, Array, Promise, Map, Error, JSON]) { Object.freeze(one); if (one.prototype) Object.freeze(one.prototype); } Object.freeze(globalThis);`,
  },
};

it(
  'what a submission patches is its own',
  async () => {
    expect(await verdictsOf(ATTACKS, ['process', 'vm'])).toMatchInlineSnapshot(`
      {
        "Array.prototype and its iterator": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
        "Error": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
        "JSON": "passed",
        "JSON, and an error to describe": "crashed: no uncaught error: server 0 crashed: Error: as planned",
        "JSON, with lines of its own": "crashed: no uncaught error: server 0 crashed: Error: as planned",
        "Map.prototype": "crashed: no uncaught error: server 2 crashed: Error: get",
        "Number, Math and Date": "passed",
        "Object.prototype.get": "refused: loading the submission's module for 'raft' failed: TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>",
        "Object.prototype.isLeader": "passed",
        "Object.prototype.then": "crashed: no uncaught error: server 0 crashed: Error: then",
        "Object.prototype.toJSON": "crashed: no uncaught error: server 0 crashed: RangeError: no log entry at index undefined",
        "Promise.prototype.then": "passed",
        "Promise.resolve": "passed",
        "Reflect and Function.prototype": "refused: loading the submission's module for 'raft' failed: Error: apply
          at Reflect.apply (DIR/raft.ts:2:31)",
        "RegExp.prototype": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
        "String.prototype": "crashed: no uncaught error: server 2 crashed: an error that cannot be described was thrown",
        "frozen built-ins": "passed",
        "the globals themselves": "crashed: no uncaught error: server 0 crashed: ReferenceError: clearTimeout is not defined",
      }
    `);
  },
  TABLE_MS_MAX,
);

it(
  'a service whose sightings are nothing is judged by what it does',
  async () => {
    const service = `
import { makeRaft } from './raft.ts';
Object.prototype.toJSON = () => null;
export function makeKVServer({ servers: peers, me, persister }) {
  const raft = makeRaft({ peers, me, persister, apply: async () => {} });
  setTimeout(() => raft.snapshot(1, 'x'), 5);
  return { rpc: {}, raft, kill() {} };
}
export const makeClerk = () => ({ get: async () => '', put: async () => {}, append: async () => {} });
`;
    const attack = { files: { 'kvraft.ts': service }, test: '3A/basic' };
    expect(await verdictsOf({ service: attack }, ['process', 'vm'])).toMatchInlineSnapshot(`
      {
        "service": "failed: acknowledged writes last: an acknowledged write was lost",
      }
    `);
  },
  TABLE_MS_MAX,
);
