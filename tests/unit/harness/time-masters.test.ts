import { expect, test } from 'vitest';
import { FaultInjector } from '../../../src/harness/faults/injector.ts';
import { synchronizeClocks } from '../../../src/harness/machine/time-masters.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import type { World } from '../../../src/harness/world.ts';
import { simulate } from './small-world.ts';

const UNCERTAINTY_MS = 7;

const errorMs = (world: World, node: SimNode) => (node.clock?.localMs(world.nowMs) ?? Number.NaN) - world.nowMs;

/** Every clock's error, at moments of several polls. */
function errors(seed: number): Promise<number[][]> {
  return simulate(
    async ({ world, boot }) => {
      const nodes = ['a', 'b', 'c', 'd'].map((name) => boot(name));
      synchronizeClocks(world, nodes, UNCERTAINTY_MS);
      const seen: number[][] = [];
      for (let i = 0; i < 60; i++) {
        seen.push(nodes.map((node) => errorMs(world, node)));
        await world.sleep(7_001);
      }
      return seen;
    },
    { seed, limits: { virtualMs: Number.POSITIVE_INFINITY } },
  );
}

test('clocks differ, drift, and never leave the bound', async () => {
  for (const seed of [1, 2, 3]) {
    const seen = await errors(seed);
    expect(Math.max(...seen.flat().map(Math.abs))).toBeLessThanOrEqual(UNCERTAINTY_MS);
    // The whole bound is used, on both sides.
    expect(Math.max(...seen.flat())).toBeGreaterThan(0.8 * UNCERTAINTY_MS);
    expect(Math.min(...seen.flat())).toBeLessThan(-0.8 * UNCERTAINTY_MS);
    expect(new Set(seen[0]).size).toBe(4);
  }
});

test('clocks do not jump: in 10 ms they move by 10 ms and a few microseconds', async () => {
  await simulate(
    async ({ world, boot }) => {
      const node = boot('a');
      synchronizeClocks(world, [node], UNCERTAINTY_MS);
      for (let i = 0; i < 9_000; i++) {
        const before = errorMs(world, node);
        await world.sleep(10);
        expect(Math.abs(errorMs(world, node) - before)).toBeLessThan(0.005);
      }
    },
    { limits: { virtualMs: Number.POSITIVE_INFINITY } },
  );
});

test('a clock that lies goes on lying over polls, and keeps the bound again when the lie is taken back', async () => {
  await simulate(
    async ({ world, boot }) => {
      const node = boot('a');
      synchronizeClocks(world, [node], UNCERTAINTY_MS);
      const faults = new FaultInjector(world);
      const move = (jumpMs: number) =>
        faults.inject({ kind: 'clock', node: node.id, rate: node.clock?.rate ?? 1, jumpMs });
      await world.sleep(12_345);
      move(-1_000);
      for (let i = 0; i < 10; i++) {
        expect(Math.abs(errorMs(world, node) + 1_000)).toBeLessThanOrEqual(UNCERTAINTY_MS);
        await world.sleep(11_111);
      }
      move(1_000);
      for (let i = 0; i < 10; i++) {
        expect(Math.abs(errorMs(world, node))).toBeLessThanOrEqual(UNCERTAINTY_MS);
        await world.sleep(11_111);
      }
    },
    { limits: { virtualMs: Number.POSITIVE_INFINITY } },
  );
});
