import { expect, test } from 'vitest';
import { RdmaFabric } from '../../../src/harness/network/rdma.ts';
import { simulate } from './small-world.ts';

/** Uses one-sided operations as it is told; keeps what polling has shown it. */
const CARD = `(runtime) => {
  const polled = [];
  return {
    onRpc() {},
    async onCall(method, args) {
      if (method === 'poll') return void polled.push(args);
      if (method === 'polled') return polled;
      if (method === 'store') return runtime.observe('rdma.store', args);
      if (method === 'truncate') return runtime.observe('rdma.truncate', args);
      const startMs = performance.now();
      try {
        const value = await runtime.file('rdma.' + method, args);
        return { value, tookUs: Math.round((performance.now() - startMs) * 1e4) / 10 };
      } catch (error) {
        return { error: error.message };
      }
    },
  };
}`;

const programs = { card: CARD };

test('a read takes 5 µs and no step of the target', async () => {
  const result = await simulate(
    async ({ world, boot, ask }) => {
      world.observers.add(new RdmaFabric(world));
      const [reader, target] = [boot('reader', 'card'), boot('target', 'card')];
      await ask(target, 'store', ['x', { value: 1 }], ['y', 2]);
      const eventsBefore = world.budget.events;
      const present = await ask(reader, 'read', target.id, 'x');
      const absent = await ask(reader, 'read', target.id, 'z');
      // Two calls of the reader, and what each was told by its card.
      return { present, absent, events: world.budget.events - eventsBefore };
    },
    { programs },
  );
  expect(result).toEqual({
    present: { value: { value: 1 }, tookUs: 4.9 },
    absent: { value: null, tookUs: 4.9 },
    events: 4,
  });
});

test('an append is acknowledged by the card; the target polls it and truncates its log', async () => {
  const result = await simulate(
    async ({ world, boot, ask }) => {
      world.observers.add(new RdmaFabric(world));
      const [writer, target] = [boot('writer', 'card'), boot('target', 'card')];
      const appended = await ask(writer, 'append', target.id, 'log-0', { lock: 1 });
      await ask(writer, 'append', target.id, 'log-0', { lock: 2 });
      const polled = await ask(target, 'polled');
      await ask(target, 'truncate', 'log-0', 1);
      return { appended, polled, logs: await ask(target, 'logs', target.id) };
    },
    { programs },
  );
  expect(result).toMatchObject({
    appended: { value: null, tookUs: 4.9 },
    polled: [
      ['log-0', { lock: 1 }],
      ['log-0', { lock: 2 }],
    ],
    logs: { value: { 'log-0': { truncated: 1, records: [{ lock: 2 }] } } },
  });
});

test('memory survives its process, and cannot be reached while nothing runs there', async () => {
  const result = await simulate(
    async ({ world, boot, ask }) => {
      world.observers.add(new RdmaFabric(world));
      const [reader, target] = [boot('reader', 'card'), boot('target', 'card')];
      await ask(target, 'store', ['x', 1]);
      world.stop(target);
      const whileDown = await ask(reader, 'read', target.id, 'x');
      world.boot(target);
      const afterwards = await ask(reader, 'read', target.id, 'x');
      world.network.updateLink(target.id, reader.id, { isCut: true });
      return { whileDown, afterwards, cutOff: await ask(reader, 'read', target.id, 'x') };
    },
    { programs },
  );
  expect(result).toMatchObject({
    whileDown: { error: 'target cannot be reached' },
    afterwards: { value: 1 },
    cutOff: { error: 'target cannot be reached' },
  });
});

test('one card serves ten million operations a second and no more', async () => {
  const tookMs = await simulate(
    async ({ world, boot, ask }) => {
      world.observers.add(new RdmaFabric(world));
      const [reader, target] = [boot('reader', 'card'), boot('target', 'card')];
      const startMs = world.nowMs;
      await Promise.all(Array.from({ length: 1_000 }, () => ask(reader, 'read', target.id, 'x')));
      return world.nowMs - startMs;
    },
    { programs },
  );
  expect(tookMs).toBeCloseTo(1_000 / 10_000 + 0.0048, 4);
});
