import { expect, test } from 'vitest';
import type { ComparedSystem } from '../../src/compare/comparison.ts';
import type { Proportion } from '../../src/compare/proportions.ts';
import { labs } from './labs.ts';

interface Comparison {
  systems: ComparedSystem[];
  proportions: Proportion[];
}

async function comparison(...args: string[]): Promise<Comparison> {
  const { stdout, exitCode } = await labs(['compare', ...args, '--reporter', 'json']);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as Comparison;
}

async function compare(...args: string[]): Promise<Record<string, ComparedSystem>> {
  const { systems } = await comparison(...args);
  return Object.fromEntries(systems.map((system) => [system.id, system]));
}

test('one comparison shows what the lectures say: every promise is kept, and what keeping it costs', async () => {
  const { systems, proportions } = await comparison('--requests', '1200');
  expect(systems.map(({ id, claims, verdict }) => `${id} ${claims}: ${verdict}`)).toEqual([
    'kvraft linearizability: ok',
    'shardkv linearizability: ok',
    'farm strict-serializability: ok',
    'spanner strict-serializability: ok',
    'cops causal-plus, convergence: ok',
    'eventual convergence: ok',
    'bitcoin sequential-consistency: ok',
  ]);
  const ratios = Object.fromEntries(proportions.map(({ what, ratio }) => [what, ratio]));
  const between = (least: number, most: number) => ({
    asymmetricMatch: (ratio: unknown) => typeof ratio === 'number' && ratio >= least && ratio <= most,
    toString: () => `between ${least} and ${most}`,
  });
  expect(ratios).toEqual({
    // The paper's servers stand 1 ms apart; these are oceans apart, and reads are local all the same.
    'Spanner: a read/write transaction over a read-only one': between(10, 2_000),
    'FaRM: a transaction that writes over 58 µs': between(0.25, 2),
    'a write of Spanner over one of FaRM': between(100, Number.POSITIVE_INFINITY),
    'COPS: a write over a read': between(0.5, 2),
    'a write of Spanner over one of COPS': between(100, Number.POSITIVE_INFINITY),
    'Bitcoin: a confirmed write over a block interval': between(4, 9),
  });
  const { kvraft, cops, bitcoin } = Object.fromEntries(systems.map((system) => [system.id, system]));
  expect(cops?.writeMs?.p99).toBeLessThan(10);
  // A majority of a key/value service over Raft is in other regions.
  expect(kvraft?.writeMs?.p50).toBeGreaterThan(60);
  expect(kvraft?.diskWritesPerOp).toBeGreaterThan(1);
  expect(bitcoin?.throughputPerS).toBeLessThan(1);
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
