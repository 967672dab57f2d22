import { expect, test } from 'vitest';
import { simulate } from './small-world.ts';
import { Wire } from './wire.ts';

function counted({ network, server }: Wire) {
  const { calls, bytes } = network.counters;
  return { calls, bytes, dispatched: network.counters.dispatchedTo(server.id) };
}

test('a call counts, and the bytes of its arguments, whatever becomes of it', () => {
  const wire = new Wire(1);
  const { network, client, server } = wire;
  wire.call('"12345678"', '"1234"');
  expect(counted(wire)).toEqual({ calls: 1, bytes: 16, dispatched: 1 });

  network.updateLink(client.id, server.id, { isEnabled: false });
  wire.call('"12345678"', '"1234"');
  expect(counted(wire)).toEqual({ calls: 2, bytes: 26, dispatched: 1 });
});

test('the reply of a call counts when it is delivered', () => {
  const wire = new Wire(1);
  const { network, client, server } = wire;
  network.updateLink(server.id, client.id, { isCut: true });
  wire.call('"12345678"', '"1234"');
  expect(counted(wire)).toEqual({ calls: 1, bytes: 10, dispatched: 1 });
});

test('bytes are those of UTF-8', () => {
  const wire = new Wire(1);
  wire.call('"ü"', '"€😀"');
  expect(wire.network.counters.bytes).toBe(4 + 9);
});

test('on an unreliable network every call counts, and what is dispatched is what arrives', () => {
  const wire = new Wire(2);
  wire.network.isReliable = false;
  const calls = wire.calls(1_000);
  const { counters } = wire.network;
  const handled = calls.filter(({ arrivalsMs }) => arrivalsMs.length > 0);
  const answered = calls.filter(({ ok }) => ok);
  expect(handled.length).toBeLessThan(1_000);
  expect(answered.length).toBeLessThan(handled.length);
  expect(counters.calls).toBe(1_000);
  expect(counters.dispatchedTo(wire.server.id)).toBe(handled.length);
  expect(counters.bytes).toBe(1_000 * '"args"'.length + answered.length * '"reply"'.length);
});

test('a second copy is dispatched, but it is no call of its own and nobody counts its reply', () => {
  const wire = new Wire(1);
  wire.network.updateLink(wire.client.id, wire.server.id, { duplicateProbability: 1, duplicateDelayMs: [5, 9] });
  expect(wire.call().arrivalsMs).toHaveLength(2);
  expect(counted(wire)).toEqual({ calls: 1, bytes: 13, dispatched: 2 });
});

test('what is dispatched to a server is counted anew from each restart', async () => {
  await simulate(async ({ world, boot, ask }) => {
    const [a, b] = [boot('a'), boot('b')];
    const { counters } = world.network;
    for (let i = 0; i < 3; i++) await ask(a, 'call', b.id, 'echo', i);
    expect(counters.dispatchedTo(b.id)).toBe(3);
    world.stop(b);
    expect(counters.dispatchedTo(b.id)).toBe(0);
    world.boot(b);
    await ask(a, 'call', b.id, 'echo', 3);
    expect([counters.dispatchedTo(b.id), counters.calls]).toEqual([1, 4]);
  });
});
