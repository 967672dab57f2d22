import { expect, it } from 'vitest';
import { IDLE_RAFT } from '../../cli/labs.ts';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const LATER = (work: string) => `setTimeout(() => { ${work} }, 5);`;
const IDLE = (member: string) => ({ make: `return { ...${IDLE_RAFT}, ${member} };` });

/** Values that run code while somebody else looks at them. */
const ATTACKS: Attacks = {
  'a state that differs each time': IDLE(
    `getState: () => ({ get term() { return 1; }, get isLeader() { return Math.random() < 0.5; } })`,
  ),
  'a state that is a proxy': IDLE(
    `getState: () => new Proxy({ term: 1, isLeader: env.me === 0 }, { get() { throw new Error('trapped'); } })`,
  ),
  'a state that never settles': IDLE(`getState: () => ({ then() {} })`),
  'a state that settles twice': IDLE(
    `getState: () => ({ then(resolve) { resolve({ term: 1, isLeader: true }); resolve({ term: 2, isLeader: false }); } })`,
  ),
  'a state whose `then` throws': IDLE(`getState: () => ({ get then() { throw new Error('no then'); } })`),
  'a server whose members throw': {
    make: `return new Proxy({}, { get(_, name) { if (name === 'getState') return () => ({ term: 1, isLeader: false }); throw new Error('no ' + String(name)); } });`,
  },
  'a server that is nothing': { make: 'return undefined;' },
  'arguments that make themselves up': {
    make: LATER(
      `env.peers[(env.me + 1) % 3].call('RequestVote', { toJSON: () => { throw new RangeError('no JSON'); } });`,
    ),
  },
  'arguments that are no JSON': { make: LATER(`env.peers[0].call('X', 1n);`) },
  'a method that is an object': {
    make: LATER(`env.peers[0].call({ toString: () => 'X\\t1\\nG9\\t1', [Symbol.toPrimitive]: () => 'X' }, 1);`),
  },
  'a delay that runs code': {
    make: LATER(`setTimeout(() => {}, { [Symbol.toPrimitive]() { throw new Error('primitive'); } });`),
  },
  'a state to save that is an object': {
    make: LATER(`env.persister.saveState({ length: 5, toWellFormed: () => 'Z', toString: () => 'state' });`),
  },
  'a promise of another species': {
    top: `class Species extends Promise { static get [Symbol.species]() { return function (run) { run(() => {}, () => {}); }; } }`,
    make: `const raft = honest(env); const { RequestVote } = raft.rpc;
      raft.rpc.RequestVote = (args) => new Species((resolve) => resolve(RequestVote(args))); return raft;`,
  },
  'replies from an async generator': {
    make: `const raft = honest(env); const { RequestVote } = raft.rpc;
      raft.rpc.RequestVote = async function* (args) { yield RequestVote(args); }; return raft;`,
  },
  'an error that is a revoked proxy': {
    make: LATER(`const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;`),
  },
  'an error with causes without end': {
    make: LATER(`const error = new Error('ring'); error.cause = error; throw error;`),
  },
  'an error that is nothing': { make: LATER('throw undefined;') },
  'a rejection that is a thenable': {
    make: LATER(`Promise.reject({ then(resolve, reject) { reject(this); }, get message() { return this; } });`),
  },
};

it(
  'no value does more than harm its own server',
  async () => {
    expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot(`
    {
      "a delay that runs code": "crashed: no uncaught error: server 0 crashed: Error: primitive",
      "a method that is an object": "crashed: no uncaught error: server 0 crashed: TypeError: call needs the name of a method, not {}",
      "a promise of another species": "passed",
      "a rejection that is a thenable": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
      "a server that is nothing": "crashed: no uncaught error: server 0 crashed: TypeError: Cannot read properties of undefined (reading 'getState')",
      "a server whose members throw": "failed: leader election: no leader was elected",
      "a state that differs each time": "failed: election safety: two leaders were elected in term 1",
      "a state that is a proxy": "crashed: no uncaught error: server 0 crashed: Error: trapped",
      "a state that never settles": "timeout: leader election: nothing is left that could happen",
      "a state that settles twice": "failed: election safety: two leaders in term 1",
      "a state to save that is an object": "crashed: no uncaught error: server 0 crashed: TypeError: persister.saveState needs strings, not object",
      "a state whose \`then\` throws": "crashed: no uncaught error: server 0 crashed: Error: no then",
      "an error that is a revoked proxy": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
      "an error that is nothing": "crashed: no uncaught error: server 0 crashed: undefined was thrown",
      "an error with causes without end": "crashed: no uncaught error: server 0 crashed: Error: ring",
      "arguments that are no JSON": "crashed: no uncaught error: server 0 crashed: TypeError: Do not know how to serialize a BigInt",
      "arguments that make themselves up": "crashed: no uncaught error: server 0 crashed: RangeError: no JSON",
      "replies from an async generator": "failed: leader election: no leader was elected",
    }
  `);
  },
  TABLE_MS_MAX,
);
