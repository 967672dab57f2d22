import { describe, expect, test } from 'vitest';
import { strictSerializability } from '../../../src/checker/levels/strict-serializability.ts';
import type { Measured } from '../../../src/compare/measurements.ts';
import { historyOf } from '../../../src/compare/measurements.ts';
import { spanner } from '../../../src/compare/systems/spanner.ts';
import { FaultInjector } from '../../../src/harness/faults/injector.ts';
import type { Step } from '../../../src/sdk/baseline.ts';
import { runUnderPlan } from './run-under-plan.ts';
import { onStage } from './stage.ts';

describe('Spanner keeps its promise', () => {
  for (const faults of spanner.tolerates) {
    test(`under the plan '${faults}'`, async () => {
      for (const seed of [1, 2]) {
        const plan = { workload: 'pairs', topology: 'three-regions', faults, seed, requests: 100 };
        const { claims, verdict, reason, operations } = await runUnderPlan('spanner', plan);
        expect({ seed, claims, verdict, reason }).toEqual({
          seed,
          claims: 'strict-serializability',
          verdict: 'ok',
          reason: null,
        });
        expect(operations).toBeGreaterThan(50);
      }
    });
  }

  for (const topology of ['rack', 'datacenter']) {
    test(`on the topology '${topology}'`, async () => {
      const plan = { workload: 'pairs', topology, faults: 'none', seed: 1, requests: 300 };
      expect(await runUnderPlan('spanner', plan)).toMatchObject({ verdict: 'ok', operations: 300 });
    });
  }
});

test('clocks that lie beyond their bound break external consistency, and the checker tells how', async () => {
  // Not every run has transactions close enough to each other to show it: about every second seed does.
  const plan = { workload: 'pairs', topology: 'three-regions', faults: 'clock-lie', seed: 3, requests: 300 };
  const { claims, verdict, reason } = await runUnderPlan('spanner', plan);
  expect([claims, verdict]).toEqual(['strict-serializability', 'illegal']);
  expect(reason).toMatch(/comes before .*, because .* had returned when .* was called/);
});

test('lecture 13, what goes wrong with clocks: no problem for read/write transactions, which use locks', async () => {
  const measured = await onStage(spanner, async ({ world, system, deployment }) => {
    const faults = new FaultInjector(world);
    for (const [i, { id, clock }] of world.nodes.entries()) {
      faults.inject({ kind: 'clock', node: id, rate: clock?.rate ?? 1, jumpMs: 700 * ((i % 3) - 1) });
    }
    const done: Measured[] = [];
    const add = (key: string): Step => ({ op: 'add', key, amount: 1 });
    await Promise.all(
      system.clients.map(async (node, client) => {
        for (let i = 0; i < 12; i++) {
          const request = { id: `${client}-${i}`, steps: [add(`key ${i % 3}`), add(`other ${(i + client) % 2}`)] };
          const callAtMs = world.nowMs;
          const outcome = await deployment.request(node, request);
          if (outcome !== undefined)
            done.push({ client, request, dueAtMs: callAtMs, callAtMs, returnAtMs: world.nowMs, outcome });
        }
      }),
    );
    return done;
  });
  expect(measured.length).toBe(36);
  expect(strictSerializability.check(historyOf(measured)).outcome).toBe('ok');
});
