import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Operation } from '../../../../src/checker/history.ts';
import type { Level } from '../../../../src/checker/level.ts';
import { fifoClientOrder } from '../../../../src/checker/levels/fifo-client-order.ts';
import { sequentialConsistency } from '../../../../src/checker/levels/sequential-consistency.ts';
import { serializability } from '../../../../src/checker/levels/serializability.ts';
import { snapshotIsolation } from '../../../../src/checker/levels/snapshot-isolation.ts';
import { strictSerializability } from '../../../../src/checker/levels/strict-serializability.ts';
import { checkProperty } from '../../../property.ts';
import { byNothing, byRealTime, byRealTimeOfUpdates, bySession, hasOrder, hasSnapshots } from './by-trial.ts';
import { randomHistory } from './random-history.ts';

const LEVELS: readonly [Level, (history: readonly Operation[]) => boolean][] = [
  [serializability, (history) => hasOrder(history, byNothing)],
  [strictSerializability, (history) => hasOrder(history, byRealTime)],
  [sequentialConsistency, (history) => hasOrder(history, bySession)],
  [fifoClientOrder, (history) => hasOrder(history, bySession, byRealTimeOfUpdates)],
  [snapshotIsolation, hasSnapshots],
];

const SHAPES = [
  ['single reads and writes', { operations: 6, accesses: 1, lists: false }, 300],
  ['single reads and writes, values repeated', { operations: 6, accesses: 1, lists: false, repeats: true }, 300],
  ['transactions on registers', { operations: 5, accesses: 4, lists: false }, 600],
  ['transactions on registers, values repeated', { operations: 4, accesses: 3, lists: false, repeats: true }, 300],
  ['transactions on lists', { operations: 5, accesses: 4, lists: true }, 600],
] as const;

describe.each(LEVELS)('$id', (level, isLegal) => {
  for (const [name, shape, runs] of SHAPES) {
    checkProperty(
      `${name}: the verdict is that of trying all orders`,
      fc.property(randomHistory(shape), (history) => {
        const verdict = level.check(history);
        expect(verdict.outcome).toBe(isLegal(history) ? 'ok' : 'illegal');
      }),
      runs,
    );
  }
});
