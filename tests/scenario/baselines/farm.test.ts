import { expect, test } from 'vitest';
import { farm } from '../../../src/compare/systems/farm.ts';
import { rack } from '../../../src/compare/topologies/rack.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import type { Outcome, Step } from '../../../src/sdk/baseline.ts';
import { onStage, type Stage } from './stage.ts';

const topology = rack;
const increment = (key: string): Step => ({ op: 'add', key, amount: 1 });
const numbers = (outcome: Outcome) =>
  outcome.status === 'done'
    ? outcome.accesses.map(({ op, value }) => `${op} ${Number.parseInt(value ?? '0', 10)}`)
    : outcome;

test('a transaction over two regions takes some tens of microseconds', async () => {
  const result = await onStage(
    farm,
    async (stage) => {
      const [client] = stage.system.clients as [SimNode];
      await stage.request(client, increment('x'), increment('y'));
      const startMs = stage.world.nowMs;
      const outcome = await stage.request(client, increment('x'), increment('y'));
      const tookUs = (stage.world.nowMs - startMs) * 1_000;
      const readStartMs = stage.world.nowMs;
      await stage.read(client, 'x', 'y');
      return { outcome: numbers(outcome), tookUs, readUs: (stage.world.nowMs - readStartMs) * 1_000 };
    },
    { topology, clients: 1 },
  );
  expect(result.outcome).toEqual(['read 1', 'write 2', 'read 1', 'write 2']);
  expect(result.tookUs).toBeGreaterThan(25);
  expect(result.tookUs).toBeLessThan(60);
  expect(result.readUs).toBeLessThan(result.tookUs / 2);
});
