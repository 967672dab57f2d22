import { expect, test } from 'vitest';
import { NodeError } from '../../../src/harness/nodes/node-error.ts';
import { Budget, BudgetExceeded, DEFAULT_LIMITS, type Limits } from '../../../src/harness/simulation/budget.ts';
import { simulate } from './small-world.ts';

function budget(limits: Partial<Limits>): Budget {
  return new Budget({ ...DEFAULT_LIMITS, ...limits });
}

/** How many of the events may happen. */
function allowed(limits: Partial<Limits>, timesMs: readonly number[]): number {
  const spent = budget(limits);
  for (const [i, atMs] of timesMs.entries()) {
    try {
      spent.spend(atMs);
    } catch (error) {
      expect((error as BudgetExceeded).status).toBe('livelock');
      return i;
    }
  }
  return timesMs.length;
}

test('so many events may happen within a millisecond, and one more is a livelock', () => {
  const times = (startMs: number, count: number) => Array.from({ length: count }, (_, i) => startMs + i / 1000);
  expect(allowed({ eventsPerMs: 10 }, times(0, 10))).toBe(10);
  expect(allowed({ eventsPerMs: 10 }, times(0, 20))).toBe(10);
  expect(allowed({ eventsPerMs: 10 }, times(5, 20))).toBe(10);
  expect(allowed({ eventsPerMs: 10 }, [...times(0, 10), ...times(1, 10), ...times(2.5, 10)])).toBe(30);
});

test('so many events may happen in all', () => {
  const everySecond = Array.from({ length: 20 }, (_, i) => i * 1000);
  expect(allowed({ events: 7 }, everySecond)).toBe(7);
  expect(allowed({ events: 20 }, everySecond)).toBe(20);
});

test('virtual time may reach its limit, and not pass it', () => {
  const limited = budget({ virtualMs: 120_000 });
  limited.checkTime(120_000);
  expect(() => limited.checkTime(120_000.001)).toThrowErrorMatchingInlineSnapshot(
    `[BudgetExceeded: the test took longer than 120 s of virtual time]`,
  );
});

const SPIN = `() => {
  const spin = () => setImmediate(spin);
  spin();
  return { onRpc() {}, onCall() {} };
}`;
const CRAWL = `() => {
  const crawl = () => setTimeout(crawl, 1);
  crawl();
  return { onRpc() {}, onCall() {} };
}`;
const BUSY = `() => {
  setInterval(() => {}, 10);
  return { onRpc() {}, onCall: () => new Promise(() => {}) };
}`;

function run(program: string, limits: Partial<Limits> = {}): Promise<unknown> {
  return simulate(
    async ({ world, boot }) => {
      boot('a', 'program');
      await world.sleep(200_000);
    },
    { programs: { program }, limits },
  );
}

async function failure(running: Promise<unknown>): Promise<string> {
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BudgetExceeded);
  const { status, message } = error as BudgetExceeded;
  return `${status}: ${message}`;
}

test('a node that spins with setImmediate is stopped, in the millisecond in which it spins', async () => {
  expect(await failure(run(SPIN))).toMatchInlineSnapshot(
    `"livelock: more than 50000 events within one virtual millisecond: the servers are spinning"`,
  );
});

test('a node that never rests is stopped after so many events', async () => {
  expect(await failure(run(CRAWL, { events: 5_000 }))).toMatchInlineSnapshot(`"livelock: more than 5000 events"`);
});

test('a driver that waits too long is stopped when virtual time is up', async () => {
  expect(await failure(run(BUSY))).toMatchInlineSnapshot(`"timeout: the test took longer than 120 s of virtual time"`);
});

test('a driver that waits for what cannot happen any more is stopped at once', async () => {
  const idle = simulate(async ({ world, boot }) => world.call(boot('a'), 'call', [0, 'never', null]));
  expect(await failure(idle)).toMatchInlineSnapshot(`"timeout: nothing is left that could happen"`);
});

test('a node that sets too many timers breaks the protocol', async () => {
  const hoard = '() => { for (let i = 0; i <= 100_000; i++) setTimeout(() => {}, 1000); return {}; }';
  const error = await run(hoard).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NodeError);
  expect((error as NodeError).message).toMatchInlineSnapshot(`"more than 100000 timers are pending"`);
});

test('a node that calls others faster than they can answer breaks the protocol', async () => {
  const flood = `(node) => {
    setTimeout(() => { for (let i = 0; i <= 50_000; i++) node.call(1, 'x', null); }, 1);
    return { onRpc: () => new Promise(() => {}), onCall() {} };
  }`;
  const flooding = simulate(
    async ({ world, boot }) => {
      boot('a', 'flood');
      boot('b', 'flood');
      await world.sleep(10);
    },
    { programs: { flood } },
  );
  const error = await flooding.catch((reason: unknown) => reason);
  expect((error as NodeError).message).toMatchInlineSnapshot(
    `"more than 50000 calls to other servers are in progress"`,
  );
});

test('calls whose end a node has heard of do not count, nor do those of its earlier life', async () => {
  const patient = `(node) => {
    setInterval(() => { for (let i = 0; i < 15_000; i++) node.call(1, 'x', null); }, 100);
    return { onRpc: () => null, onCall() {} };
  }`;
  const inProgress = await simulate(
    async ({ world, boot }) => {
      const a = boot('a', 'patient');
      boot('b', 'patient');
      const seen = [];
      for (const untilMs of [400.1, 480, 500.1]) {
        await world.sleep(untilMs - world.nowMs);
        seen.push(a.callsInProgress);
      }
      world.stop(a);
      return [...seen, a.callsInProgress];
    },
    { programs: { patient } },
  );
  expect(inProgress).toEqual([15_000, 0, 15_000, 0]);
});
