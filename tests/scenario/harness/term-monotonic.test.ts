import { expect, test } from 'vitest';
import { TermMonotonic } from '../../../src/labs/raft/invariants/term-monotonic.ts';
import { appendArgs, RaftEvents, verdict, voteArgs } from './raft-events.ts';

const group = () => new RaftEvents(() => new TermMonotonic());

test('a term may stay, and increase by any step', () => {
  const events = group();
  expect(
    verdict(() => {
      for (const term of [0, 1, 1, 2, 9]) events.role(0, term);
      events.role(1, 3);
    }),
  ).toBe('legal');
});

test('a server that runs must not go back', () => {
  const events = group();
  events.role(0, 5, true);
  expect(verdict(() => events.role(0, 4))).toMatchInlineSnapshot(`
    {
      "actual": "getState says term 4",
      "expected": "a term of at least 5, which server 0 was in",
      "message": "server 0 went back from term 5 to term 4",
      "property": "term monotonicity",
    }
  `);
});

test('a server that crashes may forget a term of which it has told nobody', () => {
  const events = group();
  events.role(0, 5);
  events.restart(0);
  expect(verdict(() => events.role(0, 4))).toBe('legal');
});

test('but none that it has sent in a request', () => {
  const events = group();
  events.role(0, 5);
  events.request(0, 1, 'RequestVote', voteArgs(5, 0));
  events.restart(0);
  expect(verdict(() => events.role(0, 4))).toMatchInlineSnapshot(`
    {
      "actual": "getState says term 4 after a restart",
      "expected": "a term of at least 5, which server 0 had told others about",
      "message": "server 0 went back from term 5 to term 4",
      "property": "term monotonicity",
    }
  `);
});

test('nor one that it has replied with, in whatever incarnation', () => {
  const events = group();
  events.reply(events.ask(1, 0, 'AppendEntries', appendArgs(5, 0, [])), { term: 7, success: false });
  events.restart(0);
  events.restart(0);
  expect(verdict(() => events.role(0, 6))).toMatchObject({ property: 'term monotonicity' });
  expect(verdict(() => events.role(0, 7))).toBe('legal');
});

test('terms in messages of other kinds and shapes are nobody’s promise', () => {
  const events = group();
  expect(
    verdict(() => {
      events.request(0, 1, 'Gossip', { term: 9 });
      for (const args of [null, 9, [9], { term: -1 }, { term: 1.5 }, { term: '9' }, { currentTerm: 9 }]) {
        events.request(0, 1, 'RequestVote', args);
      }
      events.restart(0);
      events.role(0, 1);
    }),
  ).toBe('legal');
});
