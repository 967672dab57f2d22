import { expect, test } from 'vitest';
import { ElectionSafety } from '../../../src/labs/raft/invariants/election-safety.ts';
import { RaftEvents, verdict } from './raft-events.ts';

const group = () => new RaftEvents((now) => new ElectionSafety(now));

test('terms may have one leader each, who may lead again and stop leading', () => {
  const events = group();
  expect(
    verdict(() => {
      events.role(0, 1, true);
      events.role(0, 1, false);
      events.role(0, 1, true);
      events.role(1, 2, true);
      events.role(1, 1, false);
      events.role(2, 2, false);
      events.role(2, 7, true);
    }),
  ).toBe('legal');
});

test('it counts the terms that had a leader', () => {
  const elections = new ElectionSafety(() => 0);
  const events = new RaftEvents(() => elections);
  events.role(0, 1, true);
  events.role(0, 1, true);
  events.role(1, 2, false);
  events.role(1, 3, true);
  expect(elections.elections).toBe(2);
});

test('two servers must not lead in one term', () => {
  const events = group();
  events.nowMs = 812.5;
  events.role(0, 4, true);
  events.nowMs = 900;
  expect(verdict(() => events.role(2, 4, true))).toMatchInlineSnapshot(`
    {
      "actual": "server 2 also became leader in term 4",
      "expected": "no leader in term 4 but server 0, elected at 812.5 ms",
      "message": "two leaders were elected in term 4",
      "property": "election safety",
    }
  `);
});

test('nor one after the other, nor across a crash', () => {
  const [resigned, crashed] = [group(), group()];
  for (const events of [resigned, crashed]) {
    events.role(0, 4, true);
    events.role(1, 5, true);
  }
  resigned.role(0, 5, false);
  crashed.restart(0);
  expect(verdict(() => resigned.role(1, 4, true))).toMatchObject({ property: 'election safety' });
  expect(verdict(() => crashed.role(1, 4, true))).toMatchObject({ property: 'election safety' });
});
