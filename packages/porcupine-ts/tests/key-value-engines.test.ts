import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkOperations,
  type EngineChoice,
  type KvInput,
  type KvOutput,
  kvModel,
  linearizationOf,
  type Operation,
  validateLinearization,
} from '../src/index.ts';
import { isLinearizableByTrial } from './brute-force.ts';
import { holds } from './property.ts';
import { type HistoryShape, histories, recorded } from './random-histories.ts';

const engines: readonly EngineChoice[] = ['automatic', 'depth-first', 'just-in-time', 'direct'];

function kvHistories(tokens: readonly string[], weights: readonly [number, number, number], shape: HistoryShape) {
  const key = fc.oneof({ arbitrary: fc.constant('a'), weight: 9 }, { arbitrary: fc.constant('b'), weight: 1 });
  const value = fc.constantFrom(...tokens);
  const input: fc.Arbitrary<KvInput> = fc.oneof(
    { arbitrary: fc.record({ op: fc.constant('get' as const), key }), weight: weights[0] },
    { arbitrary: fc.record({ op: fc.constant('put' as const), key, value }), weight: weights[1] },
    { arbitrary: fc.record({ op: fc.constant('append' as const), key, value }), weight: weights[2] },
  );
  return histories(kvModel, input, (state, { op }): KvOutput => (op === 'get' ? state : undefined), shape);
}

/** Checks with every engine. One expectation at the end: so many histories are quicker compared than expected. */
function agree(operations: readonly Operation<KvInput, KvOutput>[], expected?: boolean): void {
  const problems: unknown[] = [];
  let outcome = expected === undefined ? undefined : expected ? 'ok' : 'illegal';
  for (const engine of engines) {
    const verdict = checkOperations(kvModel, operations, {
      engine,
      maxSteps: 200_000,
      diagnose: expected !== undefined,
    });
    if (verdict.outcome === 'unknown' && (engine === 'direct' || expected === undefined)) continue;
    outcome ??= verdict.outcome;
    if (verdict.outcome !== outcome) problems.push(`${engine} says ${verdict.outcome}, not ${outcome}`);
    const order = linearizationOf(verdict, operations);
    const flaw = order && validateLinearization(kvModel, operations, order);
    if (flaw !== undefined) problems.push(`${engine}: ${flaw}`);
  }
  const seen = recorded(kvModel, operations);
  const verdict = checkOperations(kvModel, seen, { maxSteps: 200_000 });
  const withoutNotes = checkOperations(kvModel, [...seen], { maxSteps: 200_000 });
  if (!isDeepStrictEqual(verdict, withoutNotes)) {
    problems.push('a recorder’s notes change the verdict, if only a number', verdict, withoutNotes);
  }
  if (verdict.outcome !== 'unknown' && verdict.outcome !== (outcome ?? verdict.outcome)) {
    problems.push(`recorded, it is ${verdict.outcome}, not ${outcome}`);
  }
  expect(problems).toEqual([]);
}

const small: HistoryShape = { operationsMax: 7, span: 16, lengthMax: 6, pendingWeight: 3 };
const dense: HistoryShape = { operationsMax: 7, span: 8, lengthMax: 5, pendingWeight: 5 };

describe('key-value engines agree with trying every order', () => {
  test.each([
    ['distinct tokens', ['1.', '2.', '3.', '4.', '5.', '6.'], [4, 1, 4], small],
    ['few tokens, so most are written twice', ['1.', '2.', '3.'], [4, 2, 3], small],
    ['tokens that are prefixes of others, and nothing', ['', 'x', 'xy', 'y'], [4, 2, 3], small],
    ['no terminator', ['ab', 'ba', 'c', ''], [4, 2, 3], small],
    ['puts only', ['1', '12', '2', ''], [4, 4, 0], small],
    ['everything at once', ['1.', '2.', '3.', '4.'], [4, 2, 4], dense],
    ['mostly puts of two values', ['1.', '2.'], [4, 4, 1], dense],
  ] as const)('%s', (name, tokens, weights, shape) => {
    const outcomes = { legal: 0, illegal: 0 };
    holds(name, kvHistories(tokens, weights, shape), 1_000, (operations) => {
      const isLegal = isLinearizableByTrial(kvModel, operations);
      outcomes[isLegal ? 'legal' : 'illegal']++;
      agree(operations, isLegal);
    });
    // A property that only ever saw one outcome would prove nothing.
    expect(Math.min(outcomes.legal, outcomes.illegal)).toBeGreaterThan(outcomes.legal / 25);
  });
});

describe('key-value engines agree with each other on longer histories', () => {
  const long: HistoryShape = { operationsMax: 40, span: 120, lengthMax: 12, pendingWeight: 1 };
  const wide: HistoryShape = { operationsMax: 24, span: 20, lengthMax: 16, pendingWeight: 2 };
  test.each([
    ['distinct tokens', Array.from({ length: 60 }, (_, i) => `${i}.`), [4, 1, 4], long],
    ['repeated tokens', ['1.', '2.', '3.', '4.', '5.', '6.', '7.', '8.'], [4, 2, 4], long],
    ['prefixes', ['', 'x', 'xy', 'y', 'yx'], [4, 2, 3], long],
    ['high concurrency', Array.from({ length: 30 }, (_, i) => `${i}.`), [4, 2, 3], wide],
  ] as const)('%s', (name, tokens, weights, shape) => {
    holds(name, kvHistories(tokens, weights, shape), 350, (operations) => agree(operations));
  });
});
