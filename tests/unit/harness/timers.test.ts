import { expect, test } from 'vitest';
import { simulate } from './small-world.ts';

/** What a program says, with the virtual time at which it says it. */
function transcript(body: string, forMs = 1_000): Promise<string[]> {
  return simulate(
    async ({ world, boot }) => {
      const heard: string[] = [];
      world.observers.add({ onObserve: (_node, _topic, value) => void heard.push(JSON.parse(value)) });
      boot('a', 'program');
      await world.sleep(forMs);
      return heard;
    },
    {
      programs: {
        program: `(runtime) => {
          const say = (what) => runtime.observe('said', what + ' at ' + performance.now());
          ${body}
          return { onRpc() {}, onCall() {} };
        }`,
      },
    },
  );
}

test('timers fire in order of time, those of one time in the order in which they were set', async () => {
  expect(
    await transcript(`
      setTimeout(say, 20, 'b'); setTimeout(say, 10, 'a1'); setTimeout(say, 10, 'a2');
      setTimeout(() => { say('nested'); setTimeout(say, 10, 'c'); }, 10);
      setImmediate(say, 'immediate'); Promise.resolve('microtask').then(say); say('now');`),
  ).toEqual([
    'now at 0',
    'microtask at 0',
    'immediate at 0',
    'a1 at 10',
    'a2 at 10',
    'nested at 10',
    'b at 20',
    'c at 20',
  ]);
});

test('delays are whole milliseconds, and 1 where Node makes them 1', async () => {
  expect(
    await transcript(`
      for (const delay of [0, -5, 0.9, 1.9, '3', undefined, NaN, Infinity, 2 ** 31]) setTimeout(say, delay, String(delay));`),
  ).toEqual([
    '0 at 1',
    '-5 at 1',
    '0.9 at 1',
    '1.9 at 1',
    'undefined at 1',
    'NaN at 1',
    'Infinity at 1',
    '2147483648 at 1',
    '3 at 3',
  ]);
});

test('a timer that was cleared does not fire, and clearing what is not there does nothing', async () => {
  expect(
    await transcript(`
      clearTimeout(setTimeout(say, 5, 'cleared')); clearImmediate(setImmediate(say, 'cleared'));
      const later = setTimeout(say, 20, 'cleared'); setTimeout(() => clearTimeout(later), 20 - 1);
      clearTimeout(undefined); clearTimeout(999); clearTimeout('x');
      const fired = setTimeout(say, 1, 'kept'); setTimeout(() => clearTimeout(fired), 30);`),
  ).toEqual(['kept at 1']);
});

test('an interval fires until it is cleared, also from within', async () => {
  expect(
    await transcript(`
      let count = 0;
      const interval = setInterval(() => { say('tick'); if (++count === 3) clearInterval(interval); }, 100);`),
  ).toEqual(['tick at 100', 'tick at 200', 'tick at 300']);
});

test('time stands still within a step, and Date shows the same time', async () => {
  expect(
    await transcript(`
      setTimeout(() => {
        const [before, date] = [performance.now(), Date.now()];
        for (let i = 0; i < 1e5; i++) Math.sqrt(i);
        say(performance.now() === before && Date.now() === date && new Date().toISOString());
      }, 250);`),
  ).toEqual(['2022-01-11T00:00:00.250Z at 250']);
});
