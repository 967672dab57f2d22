import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Operation } from '../../../../src/checker/history.ts';
import { checkProperty } from '../../../property.ts';
import { verdictOf } from '../told-history.ts';
import { randomHistory } from './random-history.ts';

const SESSION = ['read-your-writes', 'monotonic-reads', 'monotonic-writes', 'writes-follow-reads'];

const ORDERS: readonly [string, readonly string[]][] = [
  ['strict-serializability', ['serializability', 'fifo-client-order']],
  ['serializability', ['snapshot-isolation']],
  ['fifo-client-order', ['sequential-consistency']],
  ['sequential-consistency', ['serializability', ...SESSION]],
];

const CAUSES: readonly [string, readonly string[]][] = [
  ['sequential-consistency', ['causal-plus']],
  ['causal-plus', ['causal-consistency', ...SESSION]],
];

const SINGLE: readonly [string, readonly string[]][] = [
  ['linearizability', ['strict-serializability']],
  ['strict-serializability', ['linearizability']],
];

const KINDS = [
  ['single reads and writes', { operations: 8, accesses: 1, lists: false }, [...ORDERS, ...CAUSES, ...SINGLE]],
  ['transactions on registers', { operations: 7, accesses: 3, lists: false }, [...ORDERS, ...CAUSES]],
  [
    'single reads and appends',
    { operations: 8, accesses: 1, lists: true },
    [...ORDERS, ...SINGLE, ['linearizability', ['record-append']]],
  ],
  ['transactions on lists', { operations: 7, accesses: 3, lists: true }, ORDERS],
] as const;

describe.each(KINDS)('%s', (_, shape, relations) => {
  checkProperty(
    'what keeps a stronger promise keeps the weaker ones',
    fc.property(randomHistory(shape), (history: Operation[]) => {
      for (const [stronger, weaker] of relations as readonly [string, readonly string[]][]) {
        if (verdictOf(stronger, history).outcome !== 'ok') continue;
        for (const level of weaker)
          expect([stronger, level, verdictOf(level, history).outcome]).toEqual([stronger, level, 'ok']);
      }
    }),
    200,
  );
});
