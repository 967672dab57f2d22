import { expect, test } from 'vitest';
import { describeFault, FaultInjector } from '../../../src/harness/faults/injector.ts';
import { type AnyFault, FAULT_KINDS } from '../../../src/harness/faults/registry.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { type Reply, type SmallWorld, simulate } from './small-world.ts';

interface Trio extends SmallWorld {
  nodes: SimNode[];
  faults: FaultInjector;
  /** Injects a fault, and tells which calls between the nodes get a reply from then on. */
  after(fault: AnyFault): Promise<string>;
}

function withTrio<T>(driver: (trio: Trio) => Promise<T>): Promise<T> {
  return simulate(async (small) => {
    const { world, boot, ask } = small;
    const nodes = ['a', 'b', 'c'].map((name) => boot(name));
    const faults = new FaultInjector(world);
    await world.sleep(0);
    async function after(fault: AnyFault): Promise<string> {
      faults.inject(fault);
      const pairs = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => [from, to] as const));
      const reached = await Promise.all(
        pairs.map(async ([from, to]) => {
          const reply = (await ask(from, 'call', to.id, 'echo', 'x')) as Reply | undefined;
          return reply?.value === 'x' ? `${from.spec.name}→${to.spec.name}` : '';
        }),
      );
      return reached.filter((each) => each !== '').join(' ') || 'none';
    }
    return driver({ ...small, nodes, faults, after });
  });
}

const ALL = 'a→b a→c b→a b→c c→a c→b';

test('there are these kinds of faults', () => {
  expect(FAULT_KINDS.map(({ kind }) => kind)).toMatchInlineSnapshot(`
    [
      "clock",
      "crash",
      "crash-point",
      "cut",
      "isolate",
      "link-quality",
      "mute",
      "network-mode",
      "partition",
      "reconnect",
      "restart",
    ]
  `);
});

test('a crash ends a node, whose state stays; a restart boots it from there', async () => {
  await withTrio(async ({ nodes: [a, b], ask, after }) => {
    await ask(a as SimNode, 'call', 1, 'persist', 'state of b');
    expect(await after({ kind: 'crash', node: 1 })).toBe('a→c c→a');
    expect(b).toMatchObject({ isAlive: false, incarnation: 1, disk: { state: 'state of b' } });
    expect(await after({ kind: 'restart', node: 1 })).toBe(ALL);
    expect(b).toMatchObject({ isAlive: true, incarnation: 2 });
    expect(await ask(b as SimNode, 'saved')).toBe('state of b');
  });
});

test('a restart crashes a node that runs', async () => {
  await withTrio(async ({ nodes: [, b], after }) => {
    expect(await after({ kind: 'restart', node: 1 })).toBe(ALL);
    expect(b).toMatchObject({ isAlive: true, incarnation: 2 });
  });
});

test('a node is isolated in both directions, and reconnected to those that are named', async () => {
  await withTrio(async ({ after }) => {
    expect(await after({ kind: 'isolate', node: 0, from: [0, 1, 2] })).toBe('b→c c→b');
    expect(await after({ kind: 'reconnect', node: 0, to: [1] })).toBe('a→b b→a b→c c→b');
    expect(await after({ kind: 'reconnect', node: 0, to: [1, 2] })).toBe(ALL);
  });
});

test('a partition lets nodes reach those of their group only, and leaves out those that are not named', async () => {
  await withTrio(async ({ after }) => {
    expect(await after({ kind: 'partition', groups: [[0, 1], [2]] })).toBe('a→b b→a');
    expect(await after({ kind: 'partition', groups: [[0], [1, 2]] })).toBe('b→c c→b');
    expect(await after({ kind: 'partition', groups: [[0, 1, 2]] })).toBe(ALL);
    expect(await after({ kind: 'partition', groups: [[0], [1]] })).toBe('a→c b→c c→a c→b');
  });
});

test('a cut loses the messages of one direction: calls fail both ways', async () => {
  await withTrio(async ({ nodes: [, b], ask, after }) => {
    expect(await after({ kind: 'cut', from: [0], to: [0, 1], isCut: true })).toBe('a→c b→c c→a c→b');
    expect(await ask(b as SimNode, 'seen')).toEqual([['echo', 'x', 2]]);
    expect(await after({ kind: 'cut', from: [0], to: [1], isCut: false })).toBe(ALL);
  });
});

test('a mute node cannot call others, but answers them', async () => {
  await withTrio(async ({ after }) => {
    expect(await after({ kind: 'mute', node: 0, to: [1, 2] })).toBe('b→a b→c c→a c→b');
    expect(await after({ kind: 'reconnect', node: 0, to: [1, 2] })).toBe(ALL);
  });
});

test('the quality of links changes, and changes back', async () => {
  await withTrio(async ({ world, nodes: [a], faults, ask }) => {
    const timed = async () => {
      const startMs = world.nowMs;
      return Math.floor(((await ask(a as SimNode, 'call', 1, 'echo', 'x')) as Reply).atMs - startMs);
    };
    expect(await timed()).toBeLessThan(4);
    faults.inject({ kind: 'link-quality', from: [0, 1], to: [0, 1], change: { latencyMs: [100, 100] } });
    expect(await timed()).toBe(200);
    faults.inject({ kind: 'link-quality', from: [0, 1], to: [0, 1], change: { latencyMs: undefined } });
    expect(await timed()).toBeLessThan(4);
  });
});

test('the modes of the network change one by one', async () => {
  await withTrio(async ({ world: { network }, faults }) => {
    const modes = () => [network.isReliable, network.isReorderingReplies, network.hasLongDelays];
    expect(modes()).toEqual([true, false, false]);
    faults.inject({ kind: 'network-mode', isReliable: false });
    expect(modes()).toEqual([false, false, false]);
    faults.inject({ kind: 'network-mode', isReorderingReplies: true, hasLongDelays: true });
    expect(modes()).toEqual([false, true, true]);
    faults.inject({ kind: 'network-mode', isReliable: true, isReorderingReplies: false, hasLongDelays: false });
    expect(modes()).toEqual([true, false, false]);
  });
});

test('a clock runs at the speed that it is given, and so do timers', async () => {
  await withTrio(async ({ world, nodes: [a, b], faults, ask }) => {
    const late = async () => {
      const startMs = world.nowMs;
      const { atMs } = (await ask(a as SimNode, 'call', (b as SimNode).id, 'late', 100)) as Reply;
      return [Math.round(world.nowMs - startMs), Math.round(atMs - startMs)].map((ms) => Math.round(ms / 10) * 10);
    };
    expect(await late()).toEqual([100, 100]);
    faults.inject({ kind: 'clock', node: (b as SimNode).id, rate: 0.5 });
    expect(await late()).toEqual([200, 200]);
    faults.inject({ kind: 'clock', node: (b as SimNode).id, rate: 1 });
    faults.inject({ kind: 'clock', node: (a as SimNode).id, rate: 1, jumpMs: 1_000 });
    expect(await late()).toEqual([100, 1_100]);
  });
});

test('faults are kept as data, counted, and told in words', async () => {
  await withTrio(async ({ world, faults }) => {
    const injected: AnyFault[] = [
      { kind: 'isolate', node: 0, from: [0, 1, 2] },
      { kind: 'reconnect', node: 0, to: [1, 2] },
      { kind: 'mute', node: 2, to: [0, 1] },
      { kind: 'cut', from: [0, 1], to: [2], isCut: true },
      { kind: 'cut', from: [0, 1], to: [2], isCut: false },
      { kind: 'partition', groups: [[0, 1], [2]] },
      { kind: 'partition', groups: [[0, 1, 2]] },
      { kind: 'link-quality', from: [0], to: [1, 2], change: { latencyMs: [5, 9], holdProbability: 0.5 } },
      { kind: 'network-mode', isReliable: false, isReorderingReplies: true, hasLongDelays: true },
      { kind: 'network-mode', isReliable: true, isReorderingReplies: false, hasLongDelays: false },
      { kind: 'crash-point', node: 0, after: 'persist', skip: 0 },
      { kind: 'crash-point', node: 0, after: 'reply', skip: 1, withinMs: 100 },
      { kind: 'crash-point', node: 0, after: 'apply', skip: 2 },
      { kind: 'crash-point', node: 0, after: 'send', skip: 10 },
      { kind: 'crash', node: 1 },
      { kind: 'restart', node: 1 },
      { kind: 'clock', node: 2, rate: 0.5, jumpMs: 100 },
    ];
    for (const fault of injected) {
      faults.inject(fault);
      await world.sleep(250);
    }
    expect(new Set(injected.map(({ kind }) => kind)).size).toBe(FAULT_KINDS.length);
    expect(faults.schedule).toEqual(injected.map((fault, position) => ({ atMs: 250 * position, position, fault })));
    expect(JSON.parse(JSON.stringify(faults.schedule))).toEqual(faults.schedule);
    expect([faults.count('cut'), faults.count('crash'), faults.count('crash-point')]).toEqual([2, 1, 4]);
    const name = (id: number) => world.node(id).spec.name;
    const told = faults.schedule.map(({ atMs, fault }) => `${describeFault(fault, name)} at ${atMs} ms`);
    expect(told).toMatchInlineSnapshot(`
      [
        "disconnect a at 0 ms",
        "reconnect a at 250 ms",
        "let no call of c reach a, b at 500 ms",
        "lose all messages from a, b to c at 750 ms",
        "let through all messages from a, b to c at 1000 ms",
        "partition {a, b} | {c} at 1250 ms",
        "heal the partition at 1500 ms",
        "set latencyMs [5,9], holdProbability 0.5 from a to b, c at 1750 ms",
        "make the network unreliable, start holding replies back, start long delays to unreachable servers at 2000 ms",
        "make the network reliable, stop holding replies back, stop long delays to unreachable servers at 2250 ms",
        "crash a right after its next persist at 2500 ms",
        "crash a right after its 2nd reply at 2750 ms",
        "crash a right after its 3rd apply at 3000 ms",
        "crash a right after its 11th send at 3250 ms",
        "crash b at 3500 ms",
        "restart b at 3750 ms",
        "run the clock of c at 0.5 of its speed, and move it by 100 ms at 4000 ms",
      ]
    `);
  });
});
