import { expect, test } from 'vitest';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { type Reply, type SmallWorld, simulate } from './small-world.ts';
import { Wire } from './wire.ts';

interface Pair extends SmallWorld {
  a: SimNode;
  b: SimNode;
}

/** What each of two nodes gets when it calls the other, and whether the other saw the call. */
async function bothWays({ a, b, ask }: Pair) {
  const tryCall = async (from: SimNode, to: SimNode) => {
    const { value } = (await ask(from, 'call', to.id, 'echo', `to ${to.spec.name}`)) as Reply;
    return { value, seen: ((await ask(to, 'seen')) as unknown[]).length };
  };
  return { 'a → b': await tryCall(a, b), 'b → a': await tryCall(b, a) };
}

const withPair = <T>(driver: (pair: Pair) => Promise<T>) =>
  simulate((small) => driver({ ...small, a: small.boot('a'), b: small.boot('b') }));

test('an ordinary link works both ways', async () => {
  expect(await withPair(bothWays)).toEqual({
    'a → b': { value: 'to b', seen: 1 },
    'b → a': { value: 'to a', seen: 1 },
  });
});

test('a disabled end fails the calls made over it, and no others', async () => {
  const seen = await withPair((pair) => {
    pair.world.network.updateLink(0, 1, { isEnabled: false });
    return bothWays(pair);
  });
  expect(seen).toEqual({ 'a → b': { value: 'failed', seen: 0 }, 'b → a': { value: 'to a', seen: 1 } });
});

test('a direction that is cut loses its requests, and the replies to those of the other', async () => {
  const seen = await withPair((pair) => {
    pair.world.network.updateLink(0, 1, { isCut: true });
    return bothWays(pair);
  });
  expect(seen).toEqual({ 'a → b': { value: 'failed', seen: 0 }, 'b → a': { value: 'failed', seen: 1 } });
});

test('links to other nodes are not concerned', async () => {
  await withPair(async ({ world, boot, ask, a }) => {
    const c = boot('c');
    world.network.updateLink(0, 1, { isEnabled: false, isCut: true });
    expect(await ask(a, 'call', c.id, 'echo', 'hello')).toMatchObject({ value: 'hello' });
    expect(await ask(c, 'call', a.id, 'echo', 'hello')).toMatchObject({ value: 'hello' });
  });
});

test('a duplicating link delivers a request twice, within its delay, and the caller gets one reply', () => {
  const wire = new Wire(3);
  wire.network.updateLink(0, 1, { duplicateProbability: 0.25, duplicateDelayMs: [100, 200] });
  const calls = wire.calls(2_000);
  const twice = calls.filter(({ arrivalsMs }) => arrivalsMs.length === 2);
  expect(Math.abs(twice.length - 500)).toBeLessThan(80);
  for (const { arrivalsMs } of twice) {
    const laterMs = (arrivalsMs[1] as number) - (arrivalsMs[0] as number);
    expect(laterMs >= 99 && laterMs <= 201).toBe(true);
  }
  expect(calls.every(({ ok, endMs }) => ok && endMs <= 4)).toBe(true);
});

test('a link that does not duplicate delivers once', () => {
  expect(new Wire(3).calls(500).every(({ arrivalsMs }) => arrivalsMs.length === 1)).toBe(true);
});

test('a second copy never reaches a later incarnation', async () => {
  const seen = await withPair(async ({ world, a, b, ask }) => {
    world.network.updateLink(0, 1, { duplicateProbability: 1, duplicateDelayMs: [50, 50] });
    expect(await ask(a, 'call', 1, 'echo', 'x')).toMatchObject({ value: 'x' });
    world.stop(b);
    world.boot(b);
    await world.sleep(100);
    return ask(b, 'seen');
  });
  expect(seen).toEqual([]);
});

test('a link that holds requests back lets others overtake them', async () => {
  const seen = await withPair(async ({ world, a, b, ask }) => {
    world.network.updateLink(0, 1, { holdProbability: 1, holdDelayMs: [300, 400] });
    await ask(a, 'tell', 1, 'echo', 'held');
    world.network.updateLink(0, 1, { holdProbability: 0 });
    await ask(a, 'tell', 1, 'echo', 'later');
    await world.sleep(500);
    return ask(b, 'seen');
  });
  expect(seen).toEqual([
    ['echo', 'later', 0],
    ['echo', 'held', 0],
  ]);
});

test('requests are held back as often and as long as the link says', () => {
  const wire = new Wire(4);
  wire.network.updateLink(0, 1, { holdProbability: 0.5, holdDelayMs: [300, 400] });
  const delays = wire.calls(2_000).map(({ arrivalsMs }) => arrivalsMs[0] as number);
  const held = delays.filter((ms) => ms > 2);
  expect(Math.abs(held.length - 1_000)).toBeLessThan(100);
  expect(held.every((ms) => ms >= 301 && ms <= 402)).toBe(true);
});
