import { expect, test } from 'vitest';
import type { ComparedSystem } from '../../src/compare/comparison.ts';
import { labs } from './labs.ts';

async function compare(...args: string[]): Promise<Record<string, ComparedSystem>> {
  const { stdout, exitCode } = await labs(['compare', ...args, '--reporter', 'json']);
  const { systems } = JSON.parse(stdout) as { systems: ComparedSystem[] };
  expect(exitCode).toBe(0);
  return Object.fromEntries(systems.map((system) => [system.id, system]));
}

test('compare shows what each system costs and keeps', async () => {
  const { kvraft, farm, cops, eventual } = await compare('--requests', '1200');
  expect([kvraft, farm, cops, eventual].map((system) => `${system?.claims}: ${system?.verdict}`)).toEqual([
    'linearizability: ok',
    'strict-serializability: ok',
    'causal-plus, convergence: ok',
    'convergence: ok',
  ]);
  // Lecture 17: reads and writes stay in the data centre; lecture 14: a transaction takes microseconds.
  expect(cops?.readMs?.p50).toBeLessThan(1);
  expect(cops?.writeMs?.p50).toBeLessThan(1);
  expect(farm?.writeMs?.p50).toBeLessThan(0.1);
  // A majority of a key/value service over Raft is in other regions.
  expect(kvraft?.writeMs?.p50).toBeGreaterThan(60);
  expect(kvraft?.diskWritesPerOp).toBeGreaterThan(1);
});

test('the same seed is the same comparison', async () => {
  const digests = async () =>
    Object.values(await compare('cops', 'farm', '--requests', '300')).map(({ digest }) => digest);
  expect(await digests()).toEqual(await digests());
});

test('a region that is cut off does not hold up COPS, and what it promises is kept', async () => {
  const { cops } = await compare('cops', '--workload', 'photos', '--faults', 'region-cut', '--requests', '1000');
  expect(cops).toMatchObject({ claims: 'causal-plus, convergence', verdict: 'ok', availability: 1 });
});

test('FaRM goes on in milliseconds when a primary crashes', async () => {
  const { farm } = await compare('farm', '--workload', 'bank', '--faults', 'primary-crash', '--requests', '200');
  expect(farm).toMatchObject({ claims: 'strict-serializability', verdict: 'ok' });
  expect(farm?.availability).toBeGreaterThan(0.98);
});

test('bad input is explained', async () => {
  const errors = await Promise.all(
    [
      ['spaner'],
      ['--workload', 'reads'],
      ['--topology', 'moon'],
      ['--faults', 'fire'],
      ['cops', '--workload', 'bank'],
    ].map(async (args) => {
      const { exitCode, stderr } = await labs(['compare', ...args]);
      return `${exitCode} ${stderr}`;
    }),
  );
  expect(errors).toMatchInlineSnapshot(`
    [
      "2 error: there is no system 'spaner'
    hint:  did you mean 'spanner'? known: kvraft, shardkv, farm, spanner, cops, eventual, bitcoin
    ",
      "2 error: there is no workload 'reads'
    hint:  known: read-heavy, write-heavy, bank, pairs, photos
    ",
      "2 error: there is no topology 'moon'
    hint:  known: rack, datacenter, three-regions
    ",
      "2 error: there is no fault plan 'fire'
    hint:  known: none, primary-crash, leader-cut, region-cut, message-loss, clock-lie, attacker-majority
    ",
      "2 error: cops cannot do what 'bank' asks for
    hint:  it needs transactions of read and add; these can: farm, spanner, bitcoin
    ",
    ]
  `);
});
