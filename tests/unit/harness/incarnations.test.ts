import { expect, test } from 'vitest';
import { type Reply, simulate } from './small-world.ts';

/** Sets a timer at boot and calls another node, then tells the harness what comes of both. */
const LOUD = `(runtime) => {
  runtime.persister.saveState(runtime.persister.readState() + 'boot ');
  const say = (what) => runtime.observe('said', what);
  setTimeout(() => say('timer'), 100);
  runtime.call(1, 'late', 50).then((value) => say(value === undefined ? 'failed' : value));
  return { onRpc: () => 'hello', onCall: () => new Promise((resolve) => setTimeout(() => resolve('returned'), 50)) };
}`;

/** Boots the loud node, does something to it after 20 ms, and tells what it says. */
function said(act: 'nothing' | 'stop' | 'restart'): Promise<string[]> {
  return simulate(
    async ({ world, boot }) => {
      const heard: string[] = [];
      world.observers.add({
        onObserve: (node, _topic, value) => void heard.push(`${node.incarnation} ${JSON.parse(value)}`),
      });
      const loud = boot('loud', 'loud');
      boot('other');
      const returned = world.call(loud, 'anything', []);
      await world.sleep(20);
      if (act !== 'nothing') world.stop(loud);
      if (act === 'restart') world.boot(loud);
      heard.push(`returned ${await returned}`);
      await world.sleep(500);
      return heard;
    },
    { programs: { loud: LOUD } },
  );
}

test('timers fire, replies arrive and calls return, as long as the node runs', async () => {
  expect(await said('nothing')).toEqual(['returned "returned"', '1 late', '1 timer']);
});

test('nothing of it reaches a node that was stopped', async () => {
  expect(await said('stop')).toEqual(['returned undefined']);
});

test('nothing of it reaches a later incarnation, which has its own', async () => {
  expect(await said('restart')).toEqual(['returned undefined', '2 late', '2 timer']);
});

test('a restarted node has what its disk holds, and none of its variables', async () => {
  await simulate(
    async ({ world, boot, ask }) => {
      const [a, b] = [boot('a'), boot('b')];
      await ask(a, 'call', b.id, 'persist', 'x=1');
      expect([await ask(b, 'saved'), await ask(b, 'seen')]).toEqual(['x=1', [['persist', 'x=1', 0]]]);
      world.stop(b);
      world.boot(b);
      expect([await ask(b, 'saved'), await ask(b, 'seen')]).toEqual(['x=1', []]);
    },
    { programs: { loud: LOUD } },
  );
});

test('each incarnation draws other random numbers, and every run the same', async () => {
  const draw = '(runtime) => ({ onRpc() {}, onCall: () => Math.random() })';
  const run = (seed: number) =>
    simulate(
      async ({ world, boot, ask }) => {
        const [a, b] = [boot('a', 'draw'), boot('b', 'draw')];
        const first = [await ask(a, 'draw'), await ask(b, 'draw')];
        world.stop(a);
        world.boot(a);
        return [...first, await ask(a, 'draw')];
      },
      { seed, programs: { draw } },
    );
  const draws = await run(1);
  expect(new Set(draws).size).toBe(3);
  expect(await run(1)).toEqual(draws);
  expect(await run(2)).not.toEqual(draws);
});

test('a call of a node that does not run returns nothing', async () => {
  await simulate(async ({ world, boot, ask }) => {
    const a = boot('a');
    world.stop(a);
    world.stop(a);
    expect(await ask(a, 'seen')).toBeUndefined();
  });
});

test('a node that stops before it has booted boots no more', async () => {
  await simulate(async ({ world, boot, ask }) => {
    const boots: string[] = [];
    world.observers.add({ onBoot: (node) => void boots.push(`${node.spec.name} ${node.incarnation}`) });
    const [a, b] = [boot('a'), boot('b')];
    world.stop(a);
    await world.sleep(10);
    world.boot(a);
    expect(await ask(b, 'call', a.id, 'echo', 'x')).toMatchObject({ value: 'x' } satisfies Partial<Reply>);
    expect(boots).toEqual(['b 1', 'a 2']);
  });
});

test('an observer may stop a node at the moment at which a request reaches it', async () => {
  await simulate(async ({ world, boot, ask }) => {
    const [a, b] = [boot('a'), boot('b')];
    world.observers.add({ onArrival: ({ to }) => void (to === b && world.stop(b)) });
    expect(await ask(a, 'call', b.id, 'echo', 'x')).toMatchObject({ value: 'failed' });
    expect(b.isAlive).toBe(false);
  });
});

test('what a node does behind the step’s effect at which an observer stops it never happens', async () => {
  const busy = `(runtime) => ({
    onRpc() {
      runtime.role(1, true);
      runtime.persister.saveState('behind');
      return 'reply';
    },
    onCall() {},
  })`;
  await simulate(
    async ({ world, boot, ask }) => {
      const [a, b] = [boot('a'), boot('b', 'busy')];
      world.observers.add({ onRole: (node) => void world.stop(node) });
      expect(await ask(a, 'call', b.id, 'go', 'x')).toMatchObject({ value: 'failed' });
      expect(b.disk.state).toBe('');
    },
    { programs: { busy } },
  );
});
