import { expect, test } from 'vitest';
import { KvHistory } from '../../../src/checker/kv-history.ts';
import { ShardOwners } from '../../../src/labs/shardkv/shard-owners.ts';
import { RaftEvents, verdict } from '../../scenario/harness/raft-events.ts';

/** One server of group 100, one of group 101, and two clerks that get one key. */
const [FIRST, SECOND, CLERK, OTHER_CLERK] = [0, 1, 2, 3];

function world(changes: number) {
  const history = new KvHistory();
  const events = new RaftEvents(
    () => ({ onRequest: (call) => owners.onRequest(call), onReply: (call) => owners.onReply(call) }),
    4,
  );
  const owners: ShardOwners = new ShardOwners({
    now: () => events.nowMs,
    history,
    groups: [FIRST, SECOND].map((id) => [100 + id, [events.server(id)]]),
  });
  for (let i = 0; i < changes; i++) owners.onChange();

  /** A get begins: its request reaches these servers, which reply. */
  const begin = (clerk: number, repliers: readonly number[]) => {
    events.nowMs += 10;
    const { name } = events.server(clerk).spec;
    const call = history.call(name, { op: 'get', key: '0' }, events.nowMs);
    for (const replier of repliers) events.reply(events.request(clerk, replier, 'Get', { key: '0' }), 'whatever');
    return call;
  };
  const end = (clerk: number, call: number) => {
    events.nowMs += 10;
    owners.onReturn(events.server(clerk), 'get', '["0"]');
    history.return(call, '', events.nowMs);
  };
  const get = (clerk: number, ...repliers: number[]) => end(clerk, begin(clerk, repliers));
  return { begin, end, get };
}

test('a shard that is served by another group after a change has moved', () => {
  const { get } = world(2);
  expect(
    verdict(() => {
      get(CLERK, FIRST);
      get(OTHER_CLERK, FIRST);
      get(CLERK, SECOND);
      get(OTHER_CLERK, SECOND);
    }),
  ).toBe('legal');
});

test('a shard cannot have had more owners than there were configurations', () => {
  const { get } = world(2);
  get(CLERK, FIRST);
  get(CLERK, SECOND);
  expect(verdict(() => get(OTHER_CLERK, FIRST))).toMatchInlineSnapshot(`
    {
      "actual": "server 3 was served by group 100; the shard's owners were group 100 by 20.0 ms, group 101 by 40.0 ms, group 100 by 60.0 ms",
      "expected": "at most 2 owners one after the other, since the controller was asked for 2 configurations",
      "message": "two groups serve shard 8 at the same time",
      "property": "shards are spread",
    }
  `);
});

test('operations that overlap do not tell in which order their groups owned the shard', () => {
  const { begin, end, get } = world(2);
  get(CLERK, FIRST);
  const slow = begin(OTHER_CLERK, [FIRST]);
  get(CLERK, SECOND);
  expect(verdict(() => end(OTHER_CLERK, slow))).toBe('legal');
});

test('where two groups replied to a clerk, nobody knows which one served it', () => {
  const { get } = world(2);
  get(CLERK, FIRST);
  get(CLERK, SECOND);
  expect(verdict(() => get(CLERK, FIRST, SECOND))).toBe('legal');
});

test('nothing is concluded from operations of one clerk that were under way together', () => {
  const { begin, end, get } = world(2);
  get(CLERK, FIRST);
  get(CLERK, SECOND);
  const [one, another] = [begin(CLERK, [FIRST]), begin(CLERK, [])];
  expect(
    verdict(() => {
      end(CLERK, one);
      end(CLERK, another);
    }),
  ).toBe('legal');
  expect(verdict(() => get(CLERK, FIRST))).toMatchObject({ property: 'shards are spread' });
});
