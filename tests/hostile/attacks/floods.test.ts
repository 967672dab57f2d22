import { expect, it } from 'vitest';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const LATER = (work: string) => `setTimeout(() => { ${work} }, 5);`;

/** More of something than anybody needs. */
const ATTACKS: Attacks = {
  objects: { make: LATER('const all = []; for (;;) all.push(new Array(1e5).fill(all.length + 0.5));') },
  buffers: { make: LATER('const all = []; for (;;) all.push(new Uint8Array(1 << 24).fill(1));') },
  promises: { stepCpuMs: 300, make: LATER('for (;;) new Promise(() => {}).then(() => {}); ') },
  'one huge string': { make: LATER(`let text = 'x'; for (;;) text += text;`) },
  'a huge array': { stepCpuMs: 300, make: LATER('new Array(2 ** 32 - 1).fill(1);') },
  'a huge message': { make: LATER(`env.peers[0].call('X', 'x'.repeat(4e7));`) },
  'huge messages, many at once': {
    make: LATER(`const big = 'x'.repeat(3e7); for (let i = 0; i < 12; i++) env.peers[0].call('X', big);`),
  },
  'a huge error': { make: LATER(`throw new Error('x'.repeat(2e7));`) },
  'a huge state': { make: LATER(`for (let i = 0; i < 12; i++) env.persister.saveState('y'.repeat(3e7));`) },
  'states without end': { make: LATER(`for (;;) env.persister.saveState('y'.repeat(1e6));`) },
  timers: { make: LATER('for (let i = 0; i < 150_000; i++) setTimeout(() => {}, 1e6);') },
  effects: { make: LATER('for (let i = 0; i < 300_000; i++) clearTimeout(setTimeout(() => {}, 1e6));') },
  'logs that nobody reads': {
    make: `console.log('x'.repeat(1e6)); setInterval(() => console.error('x'.repeat(1e6)), 10);`,
  },
  'applied messages': {
    make: LATER(`for (let i = 1; i < 250_000; i++) env.apply({ commandValid: true, commandIndex: i, command: 'x' });`),
  },
};

it(
  'no flood reaches beyond its own test',
  async () => {
    expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot(`
      {
        "a huge array": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "a huge error": "crashed: no uncaught error: server 0 crashed: the node sent a message of 40000069 characters in "E0\\t{\\"message\\":\\"Error: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
        "a huge message": "crashed: no uncaught error: server 0 crashed: the node sent a message of 40000002 characters in "S0\\t1\\tX\\t\\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
        "a huge state": "oom: leader election: the servers used up their memory",
        "applied messages": "crashed: no uncaught error: server 0 crashed: one step produced more than 200000 effects",
        "buffers": "crashed: no uncaught error: server 0 crashed: RangeError: Array buffer allocation failed",
        "effects": "crashed: no uncaught error: server 0 crashed: one step produced more than 200000 effects",
        "huge messages, many at once": "oom: leader election: the servers used up their memory",
        "logs that nobody reads": "passed",
        "objects": "oom: leader election: the servers used up their memory",
        "one huge string": "crashed: no uncaught error: server 0 crashed: RangeError: Invalid string length",
        "promises": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        "states without end": "oom: leader election: the servers used up their memory",
        "timers": "crashed: no uncaught error: server 0 crashed: more than 100000 timers are pending",
      }
    `);
  },
  TABLE_MS_MAX,
);
