import { expect, test } from 'vitest';
import { expectAppends } from '../../../src/labs/kvraft/expect-appends.ts';
import { verdict } from '../../scenario/harness/raft-events.ts';

function of(value: string, ...appends: string[][]): unknown {
  return verdict(() => expectAppends('k', value, appends));
}

test('texts of several clients may be mixed, each client’s in order', () => {
  expect(of('a1;b1;a2;b2;', ['a1;', 'a2;'], ['b1;', 'b2;'])).toBe('legal');
});

test('a text that is missing was lost', () => {
  expect(of('a1;b2;', ['a1;'], ['b1;', 'b2;'])).toMatchInlineSnapshot(`
    {
      "actual": "6 characters without it",
      "expected": ""b1;" in the value of "k"",
      "message": "an acknowledged append was lost",
      "property": "acknowledged writes last",
    }
  `);
});

test('a text that is there twice was applied twice', () => {
  expect(of('a1;b1;a1;', ['a1;'], ['b1;'])).toMatchInlineSnapshot(`
    {
      "actual": "it is there at 0 and at 6",
      "expected": ""a1;" once in the value of "k"",
      "message": "an append took effect twice",
      "property": "exactly once",
    }
  `);
});

test('a client’s texts must not change places', () => {
  expect(of('a2;a1;', ['a1;', 'a2;'])).toMatchInlineSnapshot(`
    {
      "actual": "it is in front of it",
      "expected": ""a2;" behind what the same client had appended before",
      "message": "a client’s appends are in the wrong order",
      "property": "linearizability",
    }
  `);
});
