import { expect, test } from 'vitest';
import type { Call } from '../../../src/harness/network/call.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { type Reply, type SmallWorld, simulate } from './small-world.ts';
import { round } from './wire.ts';

interface Pair extends SmallWorld {
  a: SimNode;
  b: SimNode;
  /** When a request reached its server. */
  arrivals: number[];
}

function withPair<T>(driver: (pair: Pair) => Promise<T>): Promise<T> {
  return simulate((small) => {
    const { world, boot } = small;
    const arrivals: number[] = [];
    world.observers.add({ onArrival: (call: Call) => void arrivals.push(call.deliveredAtMs) });
    return driver({ ...small, a: boot('a'), b: boot('b'), arrivals });
  });
}

/** How long after its request arrived the caller got the reply, or learned that it gets none. */
async function waitAfterArrival(reply: Promise<unknown>, { arrivals }: Pair): Promise<{ value: unknown; ms: number }> {
  const { value, atMs } = (await reply) as Reply;
  return { value, ms: round(atMs - (arrivals[0] as number)) };
}

const failed = (ms: number) => ({ value: 'failed', ms });

test('a handler may take as long as it likes', async () => {
  const { value, ms } = await withPair((pair) => waitAfterArrival(pair.ask(pair.a, 'call', 1, 'late', 20_000), pair));
  expect(value).toBe('late');
  expect(Math.floor(ms) - 1).toBe(20_000);
});

/** What may happen to a server, 250 ms after the call, that its caller finds out by looking every 100 ms. */
const losses: { loss: string; lose(pair: Pair): void }[] = [
  { loss: 'its end is disabled', lose: ({ world }) => world.network.updateLink(0, 1, { isEnabled: false }) },
  { loss: 'the server stops', lose: ({ world, b }) => world.stop(b) },
  {
    loss: 'the server is restarted',
    lose({ world, b }) {
      world.stop(b);
      world.boot(b);
    },
  },
];

test.each(losses)('a pending call fails at its next look when $loss', async ({ lose }) => {
  const seen = await withPair(async (pair) => {
    const reply = pair.ask(pair.a, 'call', 1, 'never', null);
    await pair.world.sleep(250);
    lose(pair);
    return waitAfterArrival(reply, pair);
  });
  expect(seen).toEqual(failed(300));
});

test.each(losses)('a handler that ends first is ignored when $loss', async ({ loss, lose }) => {
  const seen = await withPair(async (pair) => {
    const reply = pair.ask(pair.a, 'call', 1, 'late', 270);
    await pair.world.sleep(250);
    lose(pair);
    return waitAfterArrival(reply, pair);
  });
  // A disabled end lets the handler end; a server that is gone does not.
  expect(seen).toEqual(failed(loss.includes('end') ? 270 : 300));
});

test('an end that is enabled again before the look loses nothing', async () => {
  const { value } = await withPair(async (pair) => {
    const reply = pair.ask(pair.a, 'call', 1, 'late', 500);
    await pair.world.sleep(210);
    pair.world.network.updateLink(0, 1, { isEnabled: false });
    await pair.world.sleep(20);
    pair.world.network.updateLink(0, 1, { isEnabled: true });
    return waitAfterArrival(reply, pair);
  });
  expect(value).toBe('late');
});

/** Sends a slow request, does something while it is on its way, and tells what came of it. */
function whileOnItsWay(method: string, act: (pair: Pair) => void) {
  return withPair(async (pair) => {
    const { world, a, b, ask } = pair;
    world.network.updateLink(0, 1, { latencyMs: [50, 50] });
    const reply = ask(a, 'call', 1, method, 'x');
    await world.sleep(10);
    act(pair);
    const { value, atMs } = (await reply) as Reply;
    return { value, atMs: Math.floor(atMs), seen: await ask(b, 'seen') };
  });
}

test('a request on its way is delivered although its end is disabled; the reply is not', async () => {
  const outcome = await whileOnItsWay('echo', ({ world }) => world.network.updateLink(0, 1, { isEnabled: false }));
  expect(outcome).toEqual({ value: 'failed', atMs: 50, seen: [['echo', 'x', 0]] });
});

test('a request on its way whose end is disabled is given up at the first look if the handler never ends', async () => {
  const outcome = await whileOnItsWay('never', ({ world }) => world.network.updateLink(0, 1, { isEnabled: false }));
  expect(outcome).toEqual({ value: 'failed', atMs: 150, seen: [['never', 'x', 0]] });
});

test('a request on its way is delivered although its direction is cut, and the reply comes back', async () => {
  const outcome = await whileOnItsWay('echo', ({ world }) => world.network.updateLink(0, 1, { isCut: true }));
  expect(outcome).toEqual({ value: 'x', atMs: 51, seen: [['echo', 'x', 0]] });
});

test('a request on its way never reaches a later incarnation of its server', async () => {
  const outcome = await whileOnItsWay('echo', ({ world, b }) => {
    world.stop(b);
    world.boot(b);
  });
  expect(outcome).toMatchObject({ value: 'failed', seen: [] });
  expect(outcome.atMs).toBeLessThanOrEqual(61);
});

test('a reply on its way is delivered although its end is disabled, its direction cut and its server gone', async () => {
  const outcome = await withPair(async ({ world, a, b, ask }) => {
    world.network.updateLink(1, 0, { latencyMs: [50, 50] });
    const reply = ask(a, 'call', 1, 'echo', 'x');
    await world.sleep(10);
    world.network.updateLink(0, 1, { isEnabled: false });
    world.network.updateLink(1, 0, { isEnabled: false, isCut: true });
    world.stop(b);
    return (await reply) as Reply;
  });
  expect(outcome.value).toBe('x');
  expect(Math.floor(outcome.atMs)).toBe(51);
});
