import { describe, expect, test } from 'vitest';
import {
  checkOperations,
  type Operation,
  type RegisterInput,
  type RegisterOutput,
  registerModel,
} from '../src/index.ts';

// 6.824 2022, Lecture 7, "Fault Tolerance: Raft (2)", section "linearizability", example histories 1 to 6. A bar's
// columns in the notes are its times here; x has no value before the first write.

type RegisterOperation = Operation<RegisterInput<number | null>, RegisterOutput<number | null>>;

const model = registerModel<number | null>(null);

function W(value: number, callAt: number, returnAt: number, clientId = 1): RegisterOperation {
  return { clientId, input: { op: 'write', value }, callAt, returnAt };
}

function R(output: number, callAt: number, returnAt: number, clientId = 2): RegisterOperation {
  return { clientId, input: { op: 'read' }, output, callAt, returnAt };
}

const histories: readonly [string, RegisterOperation[], 'ok' | 'illegal'][] = [
  ['1: Wx1 Rx1 Wx2 Rx2 explains it', [W(1, 2, 8), W(2, 10, 16), R(2, 4, 13), R(1, 6, 12, 3)], 'ok'],
  ['2: Wx1 → Wx2 → Rx2 → Rx1 → Wx2 is a cycle', [W(1, 2, 8), W(2, 10, 16), R(2, 4, 12), R(1, 14, 20, 3)], 'illegal'],
  ['2 without Rx2 is linearizable', [W(1, 2, 8), W(2, 10, 16), R(1, 14, 20, 3)], 'ok'],
  [
    '3: the service picks the order of concurrent writes',
    [W(0, 0, 8), W(1, 11, 19), W(2, 12, 20, 3), R(2, 8, 14), R(1, 16, 22)],
    'ok',
  ],
  [
    '4: all clients must see the writes in one order',
    [W(0, 0, 8), W(1, 11, 19), W(2, 12, 20, 3), R(2, 8, 14, 4), R(1, 16, 22, 4), R(1, 8, 14, 5), R(2, 16, 22, 5)],
    'illegal',
  ],
  ['5: reads must return fresh data', [W(1, 0, 6), W(2, 8, 14), R(1, 16, 22)], 'illegal'],
  ['6: a saved reply may be older than the value', [W(3, 4, 10), W(4, 21, 27), R(3, 13, 31)], 'ok'],
  ['6: and so may the current value', [W(3, 4, 10), W(4, 21, 27), R(4, 13, 31)], 'ok'],
];

describe.each(['direct', 'depth-first', 'just-in-time', 'automatic'] as const)(
  'lecture 7, by the %s engine',
  (engine) => {
    test.each(histories)('history %s', (_, operations, outcome) => {
      expect(checkOperations(model, operations, { engine }).outcome).toBe(outcome);
    });
  },
);
