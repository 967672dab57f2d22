import { expect, it } from 'vitest';
import { IDLE_RAFT } from '../../cli/labs.ts';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const LATER = (work: string) => `setTimeout(() => { ${work} }, 5);`;

const stepWallMs = 1_000;

/** Code that does not come back. */
const ATTACKS: Attacks = {
  'a loop in a timer': { stepWallMs, make: LATER('for (;;);') },
  'a loop at the top level': { stepWallMs, top: 'for (;;);' },
  'a loop while it starts': { stepWallMs, make: 'for (;;);' },
  'a loop in getState': {
    stepWallMs,
    make: `let n = 0; return { ...${IDLE_RAFT}, getState: () => { while (n++ > 3); return { term: 0, isLeader: false }; } };`,
  },
  'a loop while a message is written': {
    stepWallMs,
    make: LATER(`env.peers[0].call('X', { toJSON() { for (;;); } });`),
  },
  'microtasks without end': { stepWallMs, make: LATER('(async () => { for (;;) await null; })();') },
  'promises that resolve with promises': {
    stepWallMs,
    make: LATER('const next = () => Promise.resolve().then(next); next();'),
  },
  'an async generator without end': {
    stepWallMs,
    make: LATER('(async () => { for await (const _ of (async function* () { for (;;) yield 1; })()); })();'),
  },
  'thenables without end': {
    stepWallMs,
    make: LATER('const again = { then(resolve) { resolve(again); } }; Promise.resolve(again);'),
  },
  'immediates without end': { make: LATER('(function again() { setImmediate(again); })();') },
  'timers of no time': { make: LATER('(function again() { setTimeout(again, 0); })();') },
  'messages without end': {
    make: `const raft = honest(env); raft.rpc.Ping = () => { for (let i = 0; i < 3; i++) env.peers[(env.me + 1) % 3].call('Ping', 1); }; setTimeout(() => raft.rpc.Ping(), 5); return raft;`,
  },
  'a regular expression that backtracks': { stepWallMs, make: LATER(`/^(a+)+$/.test('a'.repeat(60) + '!');`) },
  'recursion without end': { make: LATER('(function deeper() { deeper(); })();') },
  'recursion that catches its own overflow': {
    stepWallMs,
    make: LATER('(function deeper() { try { deeper(); } catch { deeper(); } })();'),
  },
  'a sort that never ends': {
    stepWallMs,
    make: LATER('new Array(3e7).fill(0).map(Math.random).sort(() => { for (;;); });'),
  },
};

it(
  'whatever does not come back is ended',
  async () => {
    expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot();
  },
  TABLE_MS_MAX,
);
