import { expect, test } from 'vitest';
import { KvHistory } from '../../../src/checker/kv-history.ts';
import { expectLinearizable } from '../../../src/labs/kvraft/expect-linearizable.ts';
import { verdict } from '../../scenario/harness/raft-events.ts';

/** A history told in steps: `put x`, `append x`, `get x`, each done before the next one begins. */
function oneAfterTheOther(...steps: string[]): unknown {
  const history = new KvHistory();
  for (const [at, step] of steps.entries()) {
    const [op, value = ''] = step.split(' ') as ['get' | 'put' | 'append', string];
    const call = history.call(`clerk ${at}`, op === 'get' ? { op, key: 'k' } : { op, key: 'k', value }, at);
    history.return(call, op === 'get' ? value : undefined, at + 0.5);
  }
  return verdict(() => expectLinearizable(history.operations()));
}

test('a history that one copy of the store could have made is fine', () => {
  expect(oneAfterTheOther('get', 'append a;', 'append b;', 'get a;b;', 'put c;', 'get c;')).toBe('legal');
});

test('an append that shows twice is told as such, with the operations that matter', () => {
  expect(oneAfterTheOther('append a;', 'append b;', 'get a;b;b;', 'get a;b;b;')).toMatchInlineSnapshot(`
    {
      "actual": "append("k", "b;") by clerk 1 [1, 1.5] took effect more than once: get("k") → "a;b;b;" by clerk 2 [2, 2.5] shows it again; of 4 operations these clash:
      clerk 0: append("k", "a;"), called at 0 ms, returned at 0.5 ms
      clerk 1: append("k", "b;"), called at 1 ms, returned at 1.5 ms
      clerk 2: get("k") → "a;b;b;", called at 2 ms, returned at 2.5 ms",
      "expected": "what was appended once is in the value once",
      "message": "an append took effect twice",
      "property": "exactly once",
    }
  `);
});

test('what a later get shows again was not lost: the get between was stale', () => {
  expect(oneAfterTheOther('append a;', 'append b;', 'get a;', 'get a;b;')).toMatchObject({
    property: 'no stale reads',
    message: 'a get returned an old value',
  });
  expect(oneAfterTheOther('put a;', 'put b;', 'get a;', 'get b;')).toMatchObject({ property: 'no stale reads' });
  expect(oneAfterTheOther('append a;', 'get a;', 'get', 'get a;')).toMatchObject({ property: 'no stale reads' });
});

test('what no later get shows any more was lost', () => {
  expect(oneAfterTheOther('append a;', 'append b;', 'get a;', 'get a;')).toMatchObject({
    property: 'acknowledged writes last',
    message: 'an acknowledged write was lost',
  });
  expect(oneAfterTheOther('put a;', 'put b;', 'get a;', 'get a;')).toMatchObject({
    property: 'acknowledged writes last',
  });
  expect(oneAfterTheOther('append a;', 'get a;', 'get', 'get')).toMatchObject({ property: 'acknowledged writes last' });
});

test('gets behind the next put say nothing about what was there before', () => {
  expect(oneAfterTheOther('append a;', 'append b;', 'get a;', 'put c;', 'get c;')).toMatchObject({
    property: 'acknowledged writes last',
  });
});

test('gets that disagree: what the first one showed is gone, or comes back', () => {
  const before = ['append a;', 'append b;', 'get a;b;', 'append c;'];
  expect(oneAfterTheOther(...before, 'get a;c;')).toMatchObject({ property: 'acknowledged writes last' });
  expect(oneAfterTheOther(...before, 'get a;c;', 'get a;b;c;')).toMatchObject({ property: 'linearizability' });
});

test('a value that nobody wrote is not called stale', () => {
  expect(oneAfterTheOther('put a;', 'get z;')).toMatchObject({ property: 'whole values' });
});
