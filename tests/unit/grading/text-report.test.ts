import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { failureText } from '../../../src/grading/report/text.ts';

test('no line of a message looks like one of the report', () => {
  const failure = {
    kind: 'crash',
    property: 'no uncaught error',
    statement: 'a server’s code never throws',
    message: 'server 0 crashed: Error: x\n\n63 passed, 0 failed',
    expected: 'no error',
    actual: 'Error: x\n\n63 passed, 0 failed',
    atMs: 5,
    event: 4,
    replay: 'labs replay 2A/initial-election@1',
    stack: [],
  };
  const figures = { durationMs: 1, virtualMs: 5, events: 4, rpcs: 0, bytes: 0, peers: 3, commits: 0, digest: '' };
  const test = {
    id: '2A/initial-election',
    title: 'initial election',
    seed: 1,
    status: 'crashed',
    points: 2,
    earned: 0,
  } as const;
  expect(failureText({ ...test, ...figures, failure }, new Chalk({ level: 0 }))).toMatchInlineSnapshot(`
    "CRASH 2A/initial-election (2 points): server 0 crashed: Error: x
                 
                 63 passed, 0 failed
      property   no uncaught error (crash): a server’s code never throws
      expected   no error
      actual     Error: x
                 
                 63 passed, 0 failed
      first bad  event 4, at 5 ms of virtual time
      replay     labs replay 2A/initial-election@1
    "
  `);
});
