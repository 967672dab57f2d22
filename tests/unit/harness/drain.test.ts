import { expect, test } from 'vitest';
import { runLoop, synchronousDrain } from '../../../src/harness/simulation/drain.ts';
import { availableDrain, simulate } from './small-world.ts';

test('this Node has a synchronous drain', async () => {
  expect(await availableDrain()).toBeTypeOf('function');
});

test('the self-test finds out that a drain inside a microtask does nothing', async () => {
  await Promise.resolve();
  expect(synchronousDrain()).toBeUndefined();
});

test('the self-test finds out that there is none', async () => {
  const internals = process as unknown as { _tickCallback: unknown };
  const tick = internals._tickCallback;
  internals._tickCallback = undefined;
  try {
    expect(await new Promise((resolve) => setImmediate(() => resolve(synchronousDrain())))).toBeUndefined();
  } finally {
    internals._tickCallback = tick;
  }
});

const paths = [
  { path: 'drained synchronously', drainOf: availableDrain },
  { path: 'left at every yield', drainOf: async () => undefined },
];

test.each(paths)('all microtasks have run when a loop goes on: $path', async ({ drainOf }) => {
  const seen: number[] = [];
  function* loop(): Generator<void, string> {
    for (let i = 0; i < 3; i++) {
      let promise = Promise.resolve();
      for (let depth = 0; depth < 50; depth++) promise = promise.then(() => {});
      void promise.then(() => seen.push(i));
      yield;
      expect(seen).toHaveLength(i + 1);
    }
    return 'done';
  }
  expect(await runLoop(loop(), await drainOf())).toBe('done');
});

test.each(paths)('what a loop throws is what the promise rejects with: $path', async ({ drainOf }) => {
  // biome-ignore lint/correctness/useYield: it throws before
  function* atOnce(): Generator<void, never> {
    throw new RangeError('at once');
  }
  function* later(): Generator<void, never> {
    yield;
    throw new RangeError('later');
  }
  await expect(runLoop(atOnce(), await drainOf())).rejects.toThrow(RangeError('at once'));
  await expect(runLoop(later(), await drainOf())).rejects.toThrow(RangeError('later'));
});

test('a run is the same on both paths', async () => {
  const run = (slow: boolean) =>
    simulate(
      async ({ world, boot, ask }) => {
        world.network.isReliable = false;
        const [a, b] = [boot('a'), boot('b')];
        for (let i = 0; i < 30; i++) {
          await Promise.all([ask(a, 'call', b.id, 'echo', i), ask(b, 'call', a.id, 'late', i)]);
        }
        return { digest: world.digest(), events: world.budget.events, nowMs: world.nowMs };
      },
      slow ? { drain: undefined } : {},
    );
  const fast = await run(false);
  expect(fast.events).toBeGreaterThan(200);
  expect(await run(true)).toEqual(fast);
});
