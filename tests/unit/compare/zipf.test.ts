import { expect, test } from 'vitest';
import { RandomStream } from '../../../src/base/random.ts';
import { fnv64, scrambledZipf } from '../../../src/compare/workloads/zipf.ts';

test('keys are scattered by the hash that YCSB uses', () => {
  expect([0, 1, 9_999_999_999].map(fnv64)).toMatchInlineSnapshot(`
    [
      6284781860667377211n,
      8517097267634966620n,
      3605131173811637474n,
    ]
  `);
});

test('popularity is that of YCSB: the first key gets one request in 26, the second half as many', () => {
  const random = new RandomStream(1, 'zipf');
  const counts = new Map<number, number>();
  const draws = 100_000;
  for (let i = 0; i < draws; i++) {
    const key = scrambledZipf(random, 1_000);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const shareOf = (rank: number) => (counts.get(Number(fnv64(rank) % 1_000n)) ?? 0) / draws;
  // A key also gets what the hash folds onto it: a thousandth of the long tail or so.
  expect(shareOf(0)).toBeGreaterThan(1 / 26.47 - 0.002);
  expect(shareOf(0)).toBeLessThan(1 / 26.47 + 0.004);
  expect(shareOf(1)).toBeGreaterThan(0.5 ** 0.99 / 26.47 - 0.002);
  expect(shareOf(1)).toBeLessThan(0.5 ** 0.99 / 26.47 + 0.004);
  expect(counts.size).toBe(1_000);
});
