import { expect, it } from 'vitest';
import { IDLE_RAFT } from '../../cli/labs.ts';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const LATER = (work: string) => `setTimeout(() => { ${work} }, 5);`;

const stepCpuMs = 300;

/** Code that does not come back. */
const ATTACKS: Attacks = {
  'a loop in a timer': { stepCpuMs, make: LATER('for (;;);') },
  'a loop at the top level': { stepCpuMs, top: 'for (;;);' },
  'a loop while it starts': { stepCpuMs, make: 'for (;;);' },
  'a loop in getState': {
    stepCpuMs,
    make: `let n = 0; return { ...${IDLE_RAFT}, getState: () => { while (n++ > 3); return { term: 0, isLeader: false }; } };`,
  },
  'a loop while a message is written': {
    stepCpuMs,
    make: LATER(`env.peers[0].call('X', { toJSON() { for (;;); } });`),
  },
  'microtasks without end': { stepCpuMs, make: LATER('(async () => { for (;;) await null; })();') },
  'promises that resolve with promises': {
    stepCpuMs,
    make: LATER('const next = () => Promise.resolve().then(next); next();'),
  },
  'an async generator without end': {
    stepCpuMs,
    make: LATER('(async () => { for await (const _ of (async function* () { for (;;) yield 1; })()); })();'),
  },
  'thenables without end': {
    stepCpuMs,
    make: LATER('const again = { then(resolve) { resolve(again); } }; Promise.resolve(again);'),
  },
  'immediates without end': { make: LATER('(function again() { setImmediate(again); })();') },
  'timers of no time': { make: LATER('(function again() { setTimeout(again, 0); })();') },
  'messages without end': {
    make: `const raft = honest(env); raft.rpc.Ping = () => { for (let i = 0; i < 30; i++) env.peers[(env.me + 1) % 3].call('Ping', 1); }; setTimeout(() => raft.rpc.Ping(), 5); return raft;`,
  },
  'a regular expression that backtracks': { stepCpuMs, make: LATER(`/^(a+)+$/.test('a'.repeat(60) + '!');`) },
  'recursion without end': { make: LATER('(function deeper() { deeper(); })();') },
  'recursion that catches its own overflow': {
    stepCpuMs,
    make: LATER('(function deeper() { try { deeper(); } catch { deeper(); } })();'),
  },
  'a sort that never ends': {
    stepCpuMs,
    make: LATER('[3, 2, 1].sort(() => { for (;;); });'),
  },
};

it(
  'whatever does not come back is ended',
  async () => {
    expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot(`
      {
        "a loop at the top level": "refused: loading the submission's module for 'raft' failed: its top level did not return within 0.3 s",
        "a loop in a timer": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "a loop in getState": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "a loop while a message is written": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "a loop while it starts": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "a regular expression that backtracks": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "a sort that never ends": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "an async generator without end": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "immediates without end": "livelock: leader election: more than 50000 events within one virtual millisecond: the servers are spinning",
        "messages without end": "crashed: no uncaught error: server 2 crashed: more than 50000 calls to other servers are in progress",
        "microtasks without end": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "promises that resolve with promises": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "recursion that catches its own overflow": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "recursion without end": "crashed: no uncaught error: server 0 crashed: RangeError: Maximum call stack size exceeded",
        "thenables without end": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "timers of no time": "passed",
      }
    `);
  },
  TABLE_MS_MAX,
);
