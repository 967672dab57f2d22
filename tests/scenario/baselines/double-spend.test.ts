import { describe, expect, test } from 'vitest';
import { confirmationsFor, exactSuccess, nakamotoSuccess } from '../../../reference/systems/bitcoin/double-spend.ts';
import { RandomStream } from '../../../src/base/random.ts';
import { exponential } from '../../../src/harness/machine/hash-power.ts';

/** Nakamoto 2008, section 11: confirmations for which a double spend succeeds in less than one of a thousand attempts. */
const TABLE = [
  { q: 0.1, z: 5 },
  { q: 0.15, z: 8 },
  { q: 0.2, z: 11 },
  { q: 0.25, z: 15 },
  { q: 0.3, z: 24 },
  { q: 0.35, z: 41 },
  { q: 0.4, z: 89 },
  { q: 0.45, z: 340 },
];
const RISK = 0.001;
const SEED = 6824;

test('Nakamoto’s formula gives his table', () => {
  expect(TABLE.map(({ q }) => ({ q, z: confirmationsFor(q, RISK) }))).toEqual(TABLE);
  for (const { q, z } of TABLE) {
    expect(nakamotoSuccess(q, z)).toBeLessThan(RISK);
    expect(nakamotoSuccess(q, z - 1)).toBeGreaterThanOrEqual(RISK);
  }
});

test('Nakamoto’s formula gives his examples', () => {
  const shown = (q: number, z: number) => nakamotoSuccess(q, z).toFixed(7);
  expect([shown(0.1, 1), shown(0.1, 5), shown(0.1, 10), shown(0.3, 5), shown(0.3, 50)]).toEqual([
    '0.2045873',
    '0.0009137',
    '0.0000012',
    '0.1773523',
    '0.0000006',
  ]);
});

test('the approximation is too low: really less than one in a thousand takes more confirmations', () => {
  for (const { q, z } of TABLE) expect(exactSuccess(q, z)).toBeGreaterThan(nakamotoSuccess(q, z));
  const really = TABLE.map(({ q }) => {
    let z = 0;
    while (exactSuccess(q, z) >= RISK) z++;
    return z;
  });
  expect(really).toMatchInlineSnapshot(`
    [
      6,
      9,
      13,
      20,
      32,
      58,
      133,
      539,
    ]
  `);
  // Rosenfeld 2014, table 1.
  expect(exactSuccess(0.1, 6)).toBeCloseTo(0.00059, 5);
});

interface Race {
  random: RandomStream;
  q: number;
  z: number;
  /** Nakamoto's assumption: the honest blocks come after exactly the average time. */
  isPunctual: boolean;
}

/** So far behind, the attacker gives up: it would catch up once in ten thousand times. */
const hopeless = (q: number) => Math.ceil(Math.log(1e-4) / Math.log(q / (1 - q)));

/** Both find blocks as the harness grants them: after times of exponential distribution, in proportion to their power. */
function attackerWins({ random, q, z, isPunctual }: Race): boolean {
  let honest = 0;
  let secret = 0;
  let shippedAtMs = isPunctual ? z / (1 - q) : Infinity;
  let nextSecretMs = exponential(random, 1 / q);
  let nextHonestMs = isPunctual ? shippedAtMs : exponential(random, 1 / (1 - q));
  while (true) {
    if (nextSecretMs < nextHonestMs) {
      secret++;
      nextSecretMs += exponential(random, 1 / q);
    } else {
      if (isPunctual && honest === 0) honest = z;
      else honest++;
      if (honest === z) shippedAtMs = nextHonestMs;
      nextHonestMs += exponential(random, 1 / (1 - q));
    }
    if (honest >= z && secret >= honest && nextSecretMs > shippedAtMs) return true;
    if (honest >= z && honest - secret > hopeless(q)) return false;
  }
}

/** Share of races that the attacker wins, and 3.9 standard deviations of it: one of ten thousand is further away. */
function simulated(race: Omit<Race, 'random'>, races: number, expected: number): { share: number; margin: number } {
  const random = new RandomStream(SEED, `double spend ${race.q} ${race.z} ${race.isPunctual}`);
  let wins = 0;
  for (let i = 0; i < races; i++) if (attackerWins({ ...race, random })) wins++;
  const margin = 3.9 * Math.sqrt((expected * (1 - expected)) / races) + 1e-4;
  return { share: wins / races, margin };
}

describe(`simulated races agree with the formulas (seed ${SEED})`, () => {
  for (const { q, z } of TABLE) {
    const races = Math.round(1_500_000 / (z + 15));
    test(`q = ${q}, z = ${z}, ${races} races: less than one in a thousand, as Nakamoto’s table says`, () => {
      const expected = nakamotoSuccess(q, z);
      const { share, margin } = simulated({ q, z, isPunctual: true }, races, expected);
      expect(Math.abs(share - expected)).toBeLessThan(margin);
    });
    test(`q = ${q}, z = 3: blocks that come when they come, as the exact formula says`, () => {
      const expected = exactSuccess(q, 3);
      const { share, margin } = simulated({ q, z: 3, isPunctual: false }, 10_000, expected);
      expect(Math.abs(share - expected)).toBeLessThan(margin);
      // Nakamoto's formula does not fit what really happens so well.
      expect(expected).not.toBeCloseTo(nakamotoSuccess(q, 3), 3);
    });
  }
});
