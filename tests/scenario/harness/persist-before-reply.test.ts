import { expect, test } from 'vitest';
import { PersistBeforeReply } from '../../../src/labs/raft/invariants/persist-before-reply.ts';
import { appendArgs, RaftEvents, verdict, voteArgs } from './raft-events.ts';

const group = () => new RaftEvents(() => new PersistBeforeReply());
const granted = (term: number) => ({ term, voteGranted: true });
const success = (term: number) => ({ term, success: true });

/** What server 1 says of a request after having persisted the states given. */
function answer(events: RaftEvents, method: string, args: unknown, states: readonly string[], reply: unknown): unknown {
  const call = events.ask(0, 1, method, args);
  for (const state of states) events.persist(1, state);
  return verdict(() => events.reply(call, reply));
}

test('a vote is granted after the state has changed', () => {
  const events = group();
  expect(answer(events, 'RequestVote', voteArgs(1, 0), ['term 1, voted for 0'], granted(1))).toBe('legal');
});

test('and not before', () => {
  expect(answer(group(), 'RequestVote', voteArgs(1, 0), [], granted(1))).toMatchInlineSnapshot(`
    {
      "actual": "server 1 granted the vote, and its persisted state has not changed since it heard of it",
      "expected": "a changed state given to the persister before server 1 replies",
      "message": "server 1 replied before it persisted its vote for candidate 0 in term 1",
      "property": "persist before reply",
    }
  `);
});

test('a state that is written again unchanged is no change', () => {
  const events = group();
  events.persist(1, 'term 1');
  expect(answer(events, 'RequestVote', voteArgs(1, 0), ['term 1'], granted(1))).toMatchObject({
    property: 'persist before reply',
  });
});

test('what was written before the request arrived does not hold its vote', () => {
  const events = group();
  events.persist(1, 'term 1');
  expect(answer(events, 'RequestVote', voteArgs(1, 0), [], granted(1))).toMatchObject({
    property: 'persist before reply',
  });
});

test('a vote that was persisted for an earlier request is granted again at once', () => {
  const events = group();
  events.ask(0, 1, 'RequestVote', voteArgs(1, 0));
  events.persist(1, 'term 1, voted for 0');
  events.restart(1);
  expect(answer(events, 'RequestVote', voteArgs(1, 0), [], granted(1))).toBe('legal');
});

test('a vote that is refused needs nothing', () => {
  expect(answer(group(), 'RequestVote', voteArgs(1, 0), [], { term: 1, voteGranted: false })).toBe('legal');
});

test('entries are acknowledged after the state has changed', () => {
  expect(answer(group(), 'AppendEntries', appendArgs(1, 0, [1, 1]), ['two entries'], success(1))).toBe('legal');
});

test('and not before', () => {
  const events = group();
  expect(answer(events, 'AppendEntries', appendArgs(1, 0, [1]), ['one entry'], success(1))).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(1, 0, [1, 1]), [], success(1))).toMatchInlineSnapshot(`
    {
      "actual": "server 1 acknowledged the entry, and its persisted state has not changed since it heard of it",
      "expected": "a changed state given to the persister before server 1 replies",
      "message": "server 1 replied before it persisted the entry at index 2",
      "property": "persist before reply",
    }
  `);
});

test('entries that are refused, heartbeats, and replies in another term need nothing', () => {
  const events = group();
  const refused = { term: 1, success: false };
  expect(answer(events, 'AppendEntries', appendArgs(1, 0, [1]), [], refused)).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(1, 0, []), [], success(1))).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(1, 0, [1]), [], success(2))).toBe('legal');
});

test('entries that were persisted for an earlier request are acknowledged again at once', () => {
  const events = group();
  expect(answer(events, 'AppendEntries', appendArgs(1, 0, [1, 1]), ['two entries'], success(1))).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(1, 1, [1]), [], success(1))).toBe('legal');
});

test('an entry that the server put into its own log is known to it', () => {
  const [started, sent] = [group(), group()];
  started.started(1, { index: 1, term: 1, isLeader: true });
  sent.request(1, 2, 'AppendEntries', appendArgs(1, 0, [1]));
  for (const events of [started, sent]) {
    expect(answer(events, 'AppendEntries', appendArgs(2, 0, [1]), [], success(2))).toBe('legal');
  }
});

test('but not one that a server refused to start, or said nothing about', () => {
  for (const value of [{ index: -1, term: 1, isLeader: false }, { index: 1, term: 1 }, undefined, null]) {
    const events = group();
    events.started(1, value);
    expect(answer(events, 'AppendEntries', appendArgs(2, 0, [1]), [], success(2))).toMatchObject({
      message: 'server 1 replied before it persisted the entry at index 1',
    });
  }
});

test('entries that a snapshot covers need no change; those behind it do', () => {
  const snapshot = { term: 1, leaderId: 0, lastIncludedIndex: 9, lastIncludedTerm: 1, data: 'data' };
  const events = group();
  expect(answer(events, 'InstallSnapshot', snapshot, ['snapshot to 9'], { term: 1 })).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(1, 7, [1, 1]), [], success(1))).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(1, 7, [1, 1, 1]), [], success(1))).toMatchObject({
    message: 'server 1 replied before it persisted the entry at index 10',
  });
});

test('entries that were applied need no change, those behind them do, and after a restart all do', () => {
  const events = group();
  events.apply(1, 1, 'x');
  expect(answer(events, 'AppendEntries', appendArgs(2, 0, [1]), [], success(2))).toBe('legal');
  expect(answer(events, 'AppendEntries', appendArgs(2, 0, [1, 1]), [], success(2))).toMatchObject({
    message: 'server 1 replied before it persisted the entry at index 2',
  });
  events.restart(1);
  expect(answer(events, 'AppendEntries', appendArgs(2, 0, [1]), [], success(2))).toMatchObject({
    message: 'server 1 replied before it persisted the entry at index 1',
  });
});

test('messages that do not speak the words of Figure 2 are not judged', () => {
  const events = group();
  const { entries, ...rest } = appendArgs(1, 0, [1]);
  expect(answer(events, 'AppendEntries', { ...rest, log: entries }, [], success(1))).toBe('legal');
  expect(answer(events, 'AppendEntries', { ...rest, entries: [null] }, [], success(1))).toBe('legal');
  expect(answer(events, 'AppendEntries', { ...rest, entries: 'x' }, [], success(1))).toBe('legal');
  expect(answer(events, 'RequestVote', { ...voteArgs(1, 0), isPreVote: true }, [], granted(1))).toBe('legal');
});
