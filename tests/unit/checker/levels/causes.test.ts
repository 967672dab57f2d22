import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Operation } from '../../../../src/checker/history.ts';
import type { Level } from '../../../../src/checker/level.ts';
import { causalConsistency } from '../../../../src/checker/levels/causal-consistency.ts';
import { causalPlus } from '../../../../src/checker/levels/causal-plus.ts';
import { monotonicReads } from '../../../../src/checker/levels/monotonic-reads.ts';
import { monotonicWrites } from '../../../../src/checker/levels/monotonic-writes.ts';
import { readYourWrites } from '../../../../src/checker/levels/read-your-writes.ts';
import { writesFollowReads } from '../../../../src/checker/levels/writes-follow-reads.ts';
import { checkProperty } from '../../../property.ts';
import { hasVersionOrder, isCausal, readsAreWritten } from './by-trial.ts';
import { randomHistory } from './random-history.ts';

type Kind = 'read' | 'write';

function sessionRule(first: Kind, second: Kind): (history: readonly Operation[]) => boolean {
  return (history) => readsAreWritten(history) && hasVersionOrder(history, (a, b) => a === first && b === second);
}

const LEVELS: readonly [Level, (history: readonly Operation[]) => boolean][] = [
  [causalConsistency, (history) => readsAreWritten(history) && isCausal(history, false)],
  [causalPlus, (history) => readsAreWritten(history) && isCausal(history, true)],
  [readYourWrites, sessionRule('write', 'read')],
  [monotonicReads, sessionRule('read', 'read')],
  [monotonicWrites, sessionRule('write', 'write')],
  [writesFollowReads, sessionRule('read', 'write')],
];

const SHAPES = [
  ['single reads and writes', { operations: 6, accesses: 1, lists: false }, 400],
  ['transactions', { operations: 5, accesses: 3, lists: false }, 300],
] as const;

describe.each(LEVELS)('$id', (level, isLegal) => {
  for (const [name, shape, runs] of SHAPES) {
    checkProperty(
      `${name}: the verdict is that of trying all orders`,
      fc.property(randomHistory(shape), (history) => {
        expect(level.check(history).outcome).toBe(isLegal(history) ? 'ok' : 'illegal');
      }),
      runs,
    );
  }
});
