import { expect, test } from 'vitest';
import type { Machine } from '../../../src/harness/machine/machine.ts';
import { LABRPC } from '../../../src/harness/network/profile.ts';
import { type Reply, type SmallWorld, simulate } from './small-world.ts';

const MACHINE: Machine = { cpuMsPerStep: 1, cpuMsPerByte: 0, writeMs: 10, writeBytesPerMs: 1e9, sendBytesPerMs: 1e9 };
/** Every message takes exactly a millisecond, so that times can be read off. */
const profile = { ...LABRPC, latencyMs: [1, 1] } as const;

function boot({ world }: SmallWorld, name: string, machine?: Machine) {
  const node = world.addNode({ name, program: 'peer', options: null, ...(machine && { machine }) });
  world.boot(node);
  return node;
}

const timesOf = (replies: unknown[]) => (replies as Reply[]).map(({ atMs }) => Math.round(atMs * 100) / 100);

test('a CPU takes one step at a time, in the order of arrival', async () => {
  const replies = await simulate(
    async (small) => {
      const [client, server] = [boot(small, 'client'), boot(small, 'server', MACHINE)];
      await small.world.sleep(5);
      return Promise.all([1, 2, 3].map((n) => small.ask(client, 'call', server.id, 'echo', n)));
    },
    { profile },
  );
  expect((replies as Reply[]).map(({ value }) => value)).toEqual([1, 2, 3]);
  // There at 6 ms; one step each; a millisecond back.
  expect(timesOf(replies)).toEqual([8, 9, 10]);
});

test('what follows a write leaves when the write is durable, and nothing overtakes it', async () => {
  const replies = await simulate(
    async (small) => {
      const [client, server] = [boot(small, 'client'), boot(small, 'server', MACHINE)];
      await small.world.sleep(5);
      return Promise.all([
        small.ask(client, 'call', server.id, 'persist', 'state'),
        small.ask(client, 'call', server.id, 'echo', 'after it'),
      ]);
    },
    { profile },
  );
  expect(timesOf(replies)).toEqual([18, 18]);
});

test('long messages take their time on the wire', async () => {
  const replies = await simulate(
    async (small) => {
      const slow = { ...MACHINE, cpuMsPerStep: 0, sendBytesPerMs: 100 };
      const [client, server] = [boot(small, 'client'), boot(small, 'server', slow)];
      await small.world.sleep(5);
      return Promise.all([
        small.ask(client, 'call', server.id, 'echo', 'x'.repeat(498)),
        small.ask(client, 'call', server.id, 'echo', 'x'.repeat(98)),
      ]);
    },
    { profile },
  );
  // 500 and 100 characters as JSON, at 100 per millisecond, one after the other.
  expect(timesOf(replies)).toEqual([12, 13]);
});

test('a machine beyond its capacity serves what it can', async () => {
  const served = await simulate(
    async (small) => {
      const [client, server] = [boot(small, 'client'), boot(small, 'server', MACHINE)];
      for (let i = 0; i < 400; i++) {
        void small.ask(client, 'tell', server.id, 'echo', i);
        await small.world.sleep(0.5);
      }
      return { inSteps: server.load?.cpuMs, nowMs: small.world.nowMs };
    },
    { profile },
  );
  // Twice as much is offered as it can do: it was busy all the time, from the boot on.
  expect(served.nowMs).toBe(200);
  expect(served.inSteps).toBeGreaterThanOrEqual(198);
  expect(served.inSteps).toBeLessThanOrEqual(200);
});

test('a crash empties the queue; the next incarnation starts idle', async () => {
  const { first, second } = await simulate(
    async (small) => {
      const { world } = small;
      const [client, server] = [boot(small, 'client'), boot(small, 'server', { ...MACHINE, cpuMsPerStep: 50 })];
      await world.sleep(100);
      for (let i = 0; i < 5; i++) void small.ask(client, 'tell', server.id, 'echo', i);
      await world.sleep(10);
      world.stop(server);
      world.boot(server);
      await world.sleep(60);
      const startMs = world.nowMs;
      const reply = (await small.ask(client, 'call', server.id, 'echo', 'again')) as Reply;
      const seen = (await small.ask(server, 'seen')) as unknown[];
      return { first: seen.length, second: reply.atMs - startMs };
    },
    { profile },
  );
  expect(first).toBe(1);
  expect(second).toBe(52);
});
