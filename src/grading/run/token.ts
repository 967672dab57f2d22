import { LabsError } from '../../base/errors.ts';
import { STRATEGIES, type StrategyName } from '../../harness/strategies/registry.ts';
import type { StrategyChoice } from '../../harness/variation.ts';
import type { Cell } from './plan.ts';
import { findTest } from './plan.ts';

export const MAX_SEED = 2 ** 32 - 1;

/** What names a run: `2B/backup@17`, or `2B/backup@17~delays.3` for one whose messages a strategy disturbs. */
export function formatToken(testId: string, seed: number, strategy?: StrategyChoice): string {
  return `${testId}@${seed}${strategy === undefined ? '' : `~${strategy.name}.${strategy.salt}`}`;
}

/** @throws LabsError for what is no token, names no test, or has a seed out of range. */
export function parseToken(token: string): Cell {
  const match = /^([^@\s]+)@(\d+)(?:~(\w+)\.(\d+))?$/.exec(token);
  if (match === null || (match[3] !== undefined && !(match[3] in STRATEGIES))) {
    throw new LabsError('bad-token', `'${token}' is not a replay token`, {
      hint: 'a token is a test and a seed, as the replay line of a failure shows it: 2B/backup@17',
    });
  }
  const cell = { test: findTest(match[1] as string), seed: parseSeed(match[2] as string) };
  if (match[3] === undefined) return cell;
  return { ...cell, variation: { strategy: { name: match[3] as StrategyName, salt: parseSeed(match[4] as string) } } };
}

/** @throws LabsError for anything but a whole number from 0 to 2^32 - 1. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > MAX_SEED) {
    throw new LabsError('bad-seed', `'${text}' is not a seed`, {
      hint: `a seed is a whole number from 0 to ${MAX_SEED}`,
    });
  }
  return seed;
}
