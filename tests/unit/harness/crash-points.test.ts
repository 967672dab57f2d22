import { expect, test } from 'vitest';
import { FaultInjector } from '../../../src/harness/faults/injector.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import type { Observer } from '../../../src/harness/observer.ts';
import type { CrashableEffect } from '../../../src/harness/step-effects.ts';
import { type Reply, type SmallWorld, simulate } from './small-world.ts';

/** Servers that do three things in one step, in the order that the RPC's arguments give, and reply with them. */
const ORDERED = `(runtime) => ({
  onRpc(method, order) {
    for (const effect of order) {
      if (effect === 'persist') runtime.persister.save('state', 'snapshot');
      if (effect === 'apply') void runtime.apply(1, 'command', false);
      if (effect === 'send') void runtime.call(2, 'echo', 'sent');
      if (effect === 'timer') setTimeout(() => runtime.apply(2, 'late', false), 10);
    }
    return order;
  },
  onCall: () => runtime.persister.readState(),
})`;

/** Replies before it persists: the order is made by a microtask. */
const HASTY = `(runtime) => ({
  onRpc(method, args) {
    Promise.resolve().then(() => {}).then(() => runtime.persister.saveState(args));
    return 'saved';
  },
  onCall: () => runtime.persister.readState(),
})`;

interface Outcome {
  done: string[];
  isAlive: boolean;
  reply: unknown;
}

/** Has a server carry out the effects in one step, and crash right after one of them. */
function crashAfter(after: CrashableEffect | undefined, order: readonly string[]): Promise<Outcome> {
  return simulate(
    async (small) => {
      const { world, boot, ask } = small;
      const [client, server] = [boot('client'), boot('server', 'ordered'), boot('third')];
      const done: string[] = [];
      world.observers.add({
        onApply: (_node, _index, command) => void done.push(`applied ${command}`),
        onPersist: (_node, state, snapshot) => void done.push(`persisted ${state}, ${snapshot}`),
        onArrival: ({ to, args }) => void (to.id === 2 && done.push(`arrived ${args}`)),
      } satisfies Observer);
      world.addCrashPoint((node, effect) => node === server && effect === after);
      const { value } = (await ask(client, 'call', server.id, 'go', order)) as Reply;
      await world.sleep(100);
      expect(server.disk.state).toBe(done.includes('persisted state, snapshot') ? 'state' : '');
      return { done, isAlive: server.isAlive, reply: value === 'failed' ? 'failed' : 'replied' };
    },
    { programs: { ordered: ORDERED } },
  );
}

const whole = { persist: 'persisted state, snapshot', apply: 'applied "command"', send: 'arrived "sent"' };
const orders = (['persist', 'apply', 'send'] as const).flatMap((first, _, all) =>
  all
    .filter((each) => each !== first)
    .map((second) => {
      const third = all.find((each) => each !== first && each !== second) as keyof typeof whole;
      return { order: [first, second, third] };
    }),
);

test.each(orders)(
  'after each effect of $order a crash leaves what came before, and nothing else',
  async ({ order }) => {
    for (const [i, after] of order.entries()) {
      const kept = order.slice(0, i + 1).map((effect) => whole[effect]);
      const { done, isAlive, reply } = await crashAfter(after, order);
      expect([...done].sort()).toEqual([...kept].sort());
      expect({ isAlive, reply }).toEqual({ isAlive: false, reply: 'failed' });
    }
  },
);

test('a crash after the reply leaves everything before it, and the reply arrives', async () => {
  const { done, ...rest } = await crashAfter('reply', ['persist', 'apply', 'send', 'timer']);
  expect(done).toEqual(['persisted state, snapshot', 'applied "command"', 'arrived "sent"']);
  expect(rest).toEqual({ isAlive: false, reply: 'replied' });
});

test('a timer set before the crash never fires; without a crash it does', async () => {
  expect((await crashAfter('apply', ['timer', 'apply'])).done).toEqual(['applied "command"']);
  expect((await crashAfter(undefined, ['timer', 'apply'])).done).toEqual(['applied "command"', 'applied "late"']);
});

function hasty<T>(driver: (small: SmallWorld, client: SimNode, server: SimNode) => Promise<T>): Promise<T> {
  return simulate((small) => driver(small, small.boot('client'), small.boot('server', 'hasty')), {
    programs: { hasty: HASTY },
  });
}

test('a reply that leaves before the state is persisted: the client knows what the server forgets', async () => {
  await hasty(async ({ world, ask }, client, server) => {
    world.addCrashPoint((node, effect) => node === server && effect === 'reply');
    expect(await ask(client, 'call', server.id, 'save', 'x=1')).toMatchObject({ value: 'saved' });
    expect(server).toMatchObject({ isAlive: false, disk: { state: '' } });
    world.boot(server);
    expect(await ask(server, 'read')).toBe('');
  });
});

test('without a crash in between nobody can tell', async () => {
  await hasty(async ({ world, ask }, client, server) => {
    expect(await ask(client, 'call', server.id, 'save', 'x=1')).toMatchObject({ value: 'saved' });
    world.stop(server);
    world.boot(server);
    expect(await ask(server, 'read')).toBe('x=1');
  });
});

test('a crash point is used once, lets as many effects pass as it says, and expires', async () => {
  await simulate(async ({ world, boot, ask }) => {
    const [client, server] = [boot('client'), boot('server')];
    const injector = new FaultInjector(world);
    const echo = async () => ((await ask(client, 'call', server.id, 'echo', 'x')) as Reply).value;

    injector.inject({ kind: 'crash-point', node: server.id, after: 'reply', skip: 2 });
    expect([await echo(), await echo(), server.isAlive]).toEqual(['x', 'x', true]);
    expect([await echo(), server.isAlive]).toEqual(['x', false]);
    world.boot(server);
    expect([await echo(), await echo(), await echo(), server.isAlive]).toEqual(['x', 'x', 'x', true]);

    injector.inject({ kind: 'crash-point', node: server.id, after: 'reply', skip: 0, withinMs: 50 });
    await world.sleep(60);
    expect([await echo(), server.isAlive]).toEqual(['x', true]);
  });
});

test('an error is the node’s unless the node has crashed before it', async () => {
  const program = (body: string) => `(runtime) => ({
    onRpc() { ${body} },
    onCall() {},
  })`;
  const save = "runtime.persister.saveState('x');";
  const fail = "throw new Error('no');";
  const endOf = (body: string) =>
    simulate(
      async ({ world, boot, ask }) => {
        const [client, server] = [boot('client'), boot('server', 'failing')];
        world.addCrashPoint((node, effect) => node === server && effect === 'persist');
        return ((await ask(client, 'call', server.id, 'go', null)) as Reply).value;
      },
      { programs: { failing: program(body) } },
    ).catch((error: Error) => error.message);
  expect(await endOf(`${save} ${fail}`)).toBe('failed');
  expect(await endOf(`console.log('x'); ${save} ${fail}`)).toBe('failed');
  expect(await endOf(fail)).toBe('Error: no');
  expect(await endOf(`void Promise.reject(new Error('no')); ${save}`)).toBe('failed');
  expect(await endOf(`queueMicrotask(() => { ${save} }); ${fail}`)).toBe('Error: no');
});
