import { expect, test } from 'vitest';
import { VoteOnce } from '../../../src/labs/raft/invariants/vote-once.ts';
import { RaftEvents, verdict, voteArgs } from './raft-events.ts';

const group = () => new RaftEvents(() => new VoteOnce(), 5);
const granted = (term: number) => ({ term, voteGranted: true });

/** Server `voter` answers a request for its vote. */
function vote(events: RaftEvents, voter: number, candidateId: number, term: number, reply: unknown = granted(term)) {
  events.reply(events.ask(candidateId, voter, 'RequestVote', voteArgs(term, candidateId)), reply);
}

test('a server may vote in every term, again for the same candidate, and refuse the others', () => {
  const events = group();
  expect(
    verdict(() => {
      vote(events, 0, 1, 1);
      vote(events, 0, 1, 1);
      vote(events, 0, 2, 1, { term: 1, voteGranted: false });
      vote(events, 0, 2, 2);
      vote(events, 3, 1, 2);
      events.restart(0);
      vote(events, 0, 2, 2);
    }),
  ).toBe('legal');
});

test('it must not vote for two candidates in one term', () => {
  const events = group();
  vote(events, 0, 1, 3);
  vote(events, 0, 2, 4);
  expect(verdict(() => vote(events, 0, 2, 3))).toMatchInlineSnapshot(`
    {
      "actual": "server 0 granted its vote to candidate 2 too",
      "expected": "no vote for candidate 2: server 0 has voted for candidate 1 in term 3",
      "message": "server 0 voted for two candidates in term 3",
      "property": "one vote per term",
    }
  `);
});

test('nor after a restart', () => {
  const events = group();
  vote(events, 0, 1, 3);
  events.restart(0);
  expect(verdict(() => vote(events, 0, 4, 3))).toMatchInlineSnapshot(`
    {
      "actual": "server 0 granted its vote to candidate 4 too, after a restart",
      "expected": "no vote for candidate 4: server 0 has voted for candidate 1 in term 3",
      "message": "server 0 voted for two candidates in term 3",
      "property": "one vote per term",
    }
  `);
});

test('a method may be named as in Go', () => {
  const events = group();
  const ask = (candidateId: number) => events.ask(candidateId, 0, 'Raft.RequestVote', voteArgs(1, candidateId));
  events.reply(ask(1), granted(1));
  expect(verdict(() => events.reply(ask(2), granted(1)))).toMatchObject({ property: 'one vote per term' });
});

test('what is not a vote in the words of Figure 2 is not judged', () => {
  const events = group();
  const ask = (candidateId: number, method: string, more: object) =>
    events.reply(events.ask(candidateId, 0, method, { ...voteArgs(1, candidateId), ...more }), granted(1));
  expect(
    verdict(() => {
      vote(events, 0, 1, 1);
      // A vote of another kind, a message with other fields, a grant in another term, replies of other shapes.
      ask(2, 'PreVote', {});
      ask(2, 'RequestVote', { isPreVote: true });
      ask(2, 'RequestVote', { term: '1' });
      vote(events, 0, 2, 1, granted(2));
      for (const reply of [null, 7, 'granted', [], { term: 1 }, { term: 1, voteGranted: 1 }])
        vote(events, 0, 2, 1, reply);
    }),
  ).toBe('legal');
});
