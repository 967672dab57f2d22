import { expect, test } from 'vitest';
import type { Observer } from '../../../src/harness/observer.ts';
import { CommitCheck } from '../../../src/labs/raft/commit-check.ts';
import { ServiceLog } from '../../../src/labs/raft/service-log.ts';
import { RaftEvents, verdict } from '../../scenario/harness/raft-events.ts';

/** A group of two servers and a client, and the check of what the client is told. */
function group() {
  let log!: ServiceLog;
  const events = new RaftEvents((now) => {
    log = new ServiceLog(now);
    return log;
  }, 3);
  const check: CommitCheck & Observer = new CommitCheck([log]);
  const client = events.server(2);
  const returns = (method: string) => verdict(() => check.onReturn(client, method, '["k","v"]'));
  return { events, call: () => check.onCall(client), returns };
}

test('a change that returns after something was applied may have been committed', () => {
  const { events, call, returns } = group();
  events.apply(0, 1, 'a');
  call();
  events.apply(1, 1, 'a');
  events.apply(0, 2, 'b');
  expect(returns('put')).toBe('legal');
});

test('a change that returns before anything new was applied has not been committed', () => {
  const { events, call, returns } = group();
  events.apply(0, 1, 'a');
  call();
  // Another server catches up: that is nothing new.
  events.apply(1, 1, 'a');
  expect(returns('put')).toMatchInlineSnapshot(`
    {
      "actual": "nothing has been applied anywhere since put("k","v") was called",
      "expected": "no reply before an entry with it has been applied",
      "message": "server 2 was told that its put is done before it was committed",
      "property": "commit before reply",
    }
  `);
});

test('a read may return at any time', () => {
  const { events, returns } = group();
  events.apply(0, 1, 'a');
  expect(returns('get')).toBe('legal');
});

test('of several calls under way, whichever returns did not come before the first', () => {
  const { events, call, returns } = group();
  events.apply(0, 1, 'a');
  call();
  events.apply(0, 2, 'b');
  call();
  expect(returns('append')).toBe('legal');
  expect(returns('append')).toBe('legal');
  call();
  expect(returns('append')).toMatchObject({ property: 'commit before reply' });
});

test('nothing is concluded where no Raft was seen', () => {
  const { call, returns } = group();
  call();
  expect(returns('put')).toBe('legal');
});
