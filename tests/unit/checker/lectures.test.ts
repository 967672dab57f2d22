import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/checker/history.ts';
import { A, inTurn, op, outcome, R, verdictOf, W } from './told-history.ts';

describe('lecture 3, GFS', () => {
  test('readers after two concurrent writes may see either value, but the same one', () => {
    const writes = [op('C1', 0, 2, W('x', 1)), op('C2', 0, 2, W('x', 2))];
    const read = (client: string, value: number) => op(client, 3, 4, R('x', value));
    expect(outcome('linearizability', [...writes, read('C3', 1), read('C4', 1)])).toBe('ok');
    expect(outcome('linearizability', [...writes, read('C3', 2), read('C4', 2)])).toBe('ok');
    expect(outcome('linearizability', [...writes, read('C3', 1), read('C4', 2)])).toMatch(/^illegal/);
  });

  test('different orders, duplicates and records of failed appends are all allowed', () => {
    const failed: Operation = { ...op('C3', 0, 2, A('f', 'c')), aborted: true };
    const appends = [op('C1', 0, 2, A('f', 'a')), op('C2', 0, 2, A('f', 'b')), failed];
    const reads = [op('C4', 3, 4, R('f', ['a', 'b', 'a'])), op('C5', 3, 4, R('f', ['c', 'b', 'a']))];
    expect(outcome('record-append', [...appends, ...reads])).toBe('ok');
    expect(outcome('linearizability', [...appends, ...reads])).toMatch(/^illegal/);
  });

  test('a reader that opens the file after an append has succeeded sees the record', () => {
    const history = inTurn(['C1', A('f', 'a')], ['C2', A('f', 'b')], ['C3', R('f', ['b'])]);
    expect(verdictOf('record-append', history)).toMatchInlineSnapshot(`
      {
        "anomaly": "lost-record",
        "culprits": [
          0,
          2,
        ],
        "outcome": "illegal",
        "reason": "append f "a" by C1 [0, 1] was acknowledged, but read f → ["b"] by C3 [4, 5], which came later, does not show it",
        "witness": [
          0,
          2,
        ],
      }
    `);
    const concurrent = [op('C1', 0, 5, A('f', 'a')), op('C2', 1, 2, R('f', []))];
    expect(outcome('record-append', concurrent)).toBe('ok');
  });
});

// Bars of the notes: a column is a time.
describe('lecture 7, linearizability', () => {
  const histories: [string, Operation[], 'ok' | 'illegal', 'ok' | 'illegal'][] = [
    [
      '1',
      [op(1, 2, 8, W('x', 1)), op(1, 10, 16, W('x', 2)), op(2, 4, 13, R('x', 2)), op(3, 6, 12, R('x', 1))],
      'ok',
      'ok',
    ],
    [
      '2',
      [op(1, 2, 8, W('x', 1)), op(1, 10, 16, W('x', 2)), op(2, 4, 12, R('x', 2)), op(3, 14, 20, R('x', 1))],
      'illegal',
      'ok',
    ],
    [
      '3',
      [
        op(1, 0, 8, W('x', 0)),
        op(1, 11, 19, W('x', 1)),
        op(3, 12, 20, W('x', 2)),
        op(2, 8, 14, R('x', 2)),
        op(2, 16, 22, R('x', 1)),
      ],
      'ok',
      'ok',
    ],
    [
      '4',
      [
        op(1, 0, 8, W('x', 0)),
        op(1, 11, 19, W('x', 1)),
        op(3, 12, 20, W('x', 2)),
        op('C1', 8, 14, R('x', 2)),
        op('C1', 16, 22, R('x', 1)),
        op('C2', 8, 14, R('x', 1)),
        op('C2', 16, 22, R('x', 2)),
      ],
      'illegal',
      'illegal',
    ],
    ['5', [op(1, 0, 6, W('x', 1)), op(1, 8, 14, W('x', 2)), op(2, 16, 22, R('x', 1))], 'illegal', 'ok'],
    ['6', [op('C1', 4, 10, W('x', 3)), op('C1', 21, 27, W('x', 4)), op('C2', 13, 31, R('x', 3))], 'ok', 'ok'],
  ];

  test.each(histories)('history %s', (_, history, linearizable, sequential) => {
    expect(verdictOf('linearizability', history).outcome).toBe(linearizable);
    expect(verdictOf('strict-serializability', history).outcome).toBe(linearizable);
    expect(verdictOf('sequential-consistency', history).outcome).toBe(sequential);
  });
});

describe('lecture 9, ZooKeeper', () => {
  test('a read may not see the latest completed write, unless a sync comes before it', () => {
    const stale = inTurn(['C1', W('x', 1)], ['C2', R('x', null)]);
    expect(outcome('linearizability', stale)).toMatch(/^illegal/);
    expect(outcome('fifo-client-order', stale)).toBe('ok');
    const synced = inTurn(['C1', W('x', 1)], ['C2'], ['C2', R('x', null)]);
    expect(outcome('fifo-client-order', synced)).toBe('illegal: G-single-realtime');
  });

  test('writes are one order for all clients, in real time', () => {
    const seen = (first: number, second: number) =>
      inTurn(['C1', W('x', 1)], ['C2', W('x', 2)], ['C3', R('x', first)], ['C3', R('x', second)]);
    expect(outcome('fifo-client-order', seen(1, 2))).toBe('ok');
    expect(outcome('fifo-client-order', seen(2, 1))).toMatch(/^illegal/);
    expect(outcome('sequential-consistency', seen(2, 1))).toBe('ok');
  });

  test('a client’s read sees all of its own writes before', () => {
    const history = inTurn(['C1', W('x', 1)], ['C1', R('x', null)]);
    expect(outcome('fifo-client-order', history)).toMatch(/^illegal/);
    expect(verdictOf('read-your-writes', history)).toMatchInlineSnapshot(`
      {
        "anomaly": "read-your-writes",
        "culprits": [
          0,
          1,
        ],
        "outcome": "illegal",
        "reason": "nothing of x is older than its first value; write x 1 by C1 [0, 1] was followed by read x → null by C1 [2, 3] at the same client, so that of x its first value is newer than 1",
        "witness": [
          0,
          1,
        ],
      }
    `);
  });

  test('who sees “ready” sees the writes before it; who saw the old “ready” may read a mixture, which is what watches are for', () => {
    const coordinator: Operation[] = [
      op('C1', 0, 1, W('ready', 'old')),
      op('C1', 10, 11, W('ready', 'deleted')),
      op('C1', 12, 13, W('f1', 'new')),
      op('C1', 14, 15, W('f2', 'new')),
      op('C1', 16, 17, W('ready', 'new')),
    ];
    const reads = (...steps: [string, string | null][]) =>
      steps.map(([key, value], at) => op('C2', 20 + 2 * at, 21 + 2 * at, R(key, value)));
    expect(outcome('fifo-client-order', [...coordinator, ...reads(['ready', 'new'], ['f1', 'new'])])).toBe('ok');
    expect(outcome('fifo-client-order', [...coordinator, ...reads(['ready', 'new'], ['f1', null])])).toMatch(
      /^illegal/,
    );
    const mixture = reads(['ready', 'old'], ['f1', null], ['f2', 'new']);
    expect(outcome('fifo-client-order', [...coordinator, ...mixture])).toBe('ok');
  });

  test('of concurrent exclusive creations one succeeds, and of concurrent increments none is lost', () => {
    const creations = [
      op('C1', 0, 3, R('lock', null), W('lock', 'C1')),
      op('C2', 0, 3, R('lock', null), W('lock', 'C2')),
    ];
    expect(outcome('fifo-client-order', creations)).toBe('illegal: G2-item');
    const increments = [op('C1', 0, 3, R('f', null), W('f', 1)), op('C2', 0, 3, R('f', null), W('f', 1))];
    expect(outcome('fifo-client-order', increments)).toBe('illegal: no-order');
    expect(outcome('fifo-client-order', inTurn(['C1', R('f', null), W('f', 1)], ['C2', R('f', 1), W('f', 2)]))).toBe(
      'ok',
    );
  });
});

describe('lecture 11, serializability', () => {
  const start = op('C0', 0, 1, W('x', 10), W('y', 10));
  const T1 = op('C1', 2, 9, R('x', 10), W('x', 11), R('y', 10), W('y', 9));
  const audit = (x: number, y: number) => op('C2', 2, 9, R('x', x), R('y', y));

  test('an audit beside a transfer prints 11,9 or 10,10, and nothing else', () => {
    expect(outcome('serializability', [start, T1, audit(11, 9)])).toBe('ok');
    expect(outcome('serializability', [start, T1, audit(10, 10)])).toBe('ok');
    expect(outcome('serializability', [start, T1, audit(10, 9)])).toBe('illegal: G-single');
    expect(outcome('serializability', [start, T1, audit(11, 10)])).toBe('illegal: G-single');
  });

  test('the cycle is told in words', () => {
    expect(verdictOf('serializability', [start, T1, audit(11, 10)])).toMatchInlineSnapshot(`
      {
        "anomaly": "G-single",
        "culprits": [
          2,
          1,
        ],
        "outcome": "illegal",
        "reason": "these come before each other in a circle: T1 = {read x → 11, read y → 10} by C2 [2, 9]; T2 = {read x → 10, write x 11, read y → 10, write y 9} by C1 [2, 9]. T1 comes before T2, because T1 read y = 10, which T2 replaced by 9; T2 comes before T1, because T1 read x = 11, which T2 wrote",
        "witness": [
          0,
          1,
          2,
        ],
      }
    `);
  });

  test('the result of an abort is as if it had never run', () => {
    const aborted = { ...T1, aborted: true };
    expect(outcome('serializability', [start, aborted, audit(10, 10)])).toBe('ok');
    expect(outcome('serializability', [start, aborted, audit(11, 9)])).toBe('illegal: G1a');
  });

  test('one server has incremented, the other has failed', () => {
    const half = op('C1', 2, 9, R('x', 10), W('x', 11));
    expect(outcome('serializability', [start, half, audit(11, 10)])).toBe('ok');
    expect(outcome('serializability', [start, T1, op('C3', 10, 11, R('x', 11), R('y', 10))])).toMatch(/^illegal/);
  });
});

describe('lecture 13, Spanner', () => {
  const T1 = op('C1', 0, 3, W('x', 9), W('y', 11));
  const T2 = op('C2', 5, 8, W('x', 8), W('y', 12));

  test('a read-only transaction sees both writes of another one, or none', () => {
    const T3 = (x: number, y: number) => op('C3', 4, 9, R('x', x), R('y', y));
    for (const level of ['strict-serializability', 'serializability', 'snapshot-isolation']) {
      expect(outcome(level, [T1, T2, T3(9, 11)])).toBe('ok');
      expect(outcome(level, [T1, T2, T3(8, 12)])).toBe('ok');
    }
    expect(outcome('serializability', [T1, T2, T3(9, 12)])).toMatch(/^illegal/);
    expect(outcome('snapshot-isolation', [T1, T2, T3(9, 12)])).toMatch(/^illegal/);
  });

  test('a timestamp that is too small breaks external consistency, and nothing else', () => {
    const history = inTurn(['C0', W('x', 1)], ['C1', W('x', 2)], ['C2', R('x', 1)]);
    expect(outcome('strict-serializability', history)).toBe('illegal: G-single-realtime');
    expect(outcome('serializability', history)).toBe('ok');
    expect(outcome('snapshot-isolation', history)).toBe('ok');
    expect(verdictOf('strict-serializability', history)).toMatchInlineSnapshot(`
      {
        "anomaly": "G-single-realtime",
        "culprits": [
          1,
          2,
        ],
        "outcome": "illegal",
        "reason": "these come before each other in a circle: T1 = write x 2 by C1 [2, 3]; T2 = read x → 1 by C2 [4, 5]. T1 comes before T2, because T1 had returned when T2 was called; T2 comes before T1, because T2 read x = 1, which T1 replaced by 2",
        "witness": [
          0,
          1,
          2,
        ],
      }
    `);
  });
});

describe('lecture 14, FaRM', () => {
  test('if x == 0 then y = 1, beside if y == 0 then x = 1: both is not serializable, but has snapshots', () => {
    const history = [op('C1', 0, 5, R('x', null), W('y', 1)), op('C2', 0, 5, R('y', null), W('x', 1))];
    expect(outcome('serializability', history)).toBe('illegal: G2-item');
    expect(outcome('snapshot-isolation', history)).toBe('ok');
  });

  test('two increments of x: both succeed one after the other, or one aborts', () => {
    const T = (client: string, from: number | null, to: number) => op(client, 0, 5, R('x', from), W('x', to));
    expect(outcome('serializability', [T('C1', null, 1), T('C2', 1, 2)])).toBe('ok');
    expect(outcome('serializability', [T('C1', null, 1), { ...T('C2', null, 1), aborted: true }])).toBe('ok');
    expect(outcome('serializability', [T('C1', null, 1), T('C2', null, 1)])).toMatch(/^illegal/);
    expect(outcome('snapshot-isolation', [T('C1', null, 1), T('C2', null, 2)])).toBe('illegal: lost-update');
  });
});

describe('lecture 17, COPS', () => {
  test('who sees the new list sees the photo', () => {
    const history = inTurn(
      ['C1', W('photo', 'p')],
      ['C1', W('list', 'p')],
      ['C2', R('list', 'p')],
      ['C2', R('photo', null)],
    );
    expect(verdictOf('causal-consistency', history)).toMatchInlineSnapshot(`
      {
        "anomaly": "WriteCOInitRead",
        "culprits": [
          0,
          1,
          2,
          3,
        ],
        "outcome": "illegal",
        "reason": "read photo → null by C2 [6, 7] read photo as it was before any write, too old: it depends on write photo "p" by C1 [0, 1]. write list "p" by C1 [2, 3] follows write photo "p" by C1 [0, 1] at the same client; read list → "p" by C2 [4, 5] read list = "p" from write list "p" by C1 [2, 3]; read photo → null by C2 [6, 7] follows read list → "p" by C2 [4, 5] at the same client",
        "witness": [
          0,
          1,
          2,
          3,
        ],
      }
    `);
    const eventual = inTurn(
      ['C1', W('photo', 'p')],
      ['C1', W('list', 'p')],
      ['C2', R('list', null)],
      ['C2', R('photo', null)],
    );
    expect(outcome('causal-plus', eventual)).toBe('ok');
  });

  test('dependencies are transitive', () => {
    const history = (x: number | null) =>
      inTurn(['C1', W('x', 2)], ['C2', R('x', 2)], ['C2', W('y', 2)], ['C3', R('y', 2)], ['C3', R('x', x)]);
    expect(outcome('causal-consistency', history(2))).toBe('ok');
    expect(verdictOf('causal-consistency', history(null))).toMatchInlineSnapshot(`
      {
        "anomaly": "WriteCOInitRead",
        "culprits": [
          0,
          1,
          2,
          3,
          4,
        ],
        "outcome": "illegal",
        "reason": "read x → null by C3 [8, 9] read x as it was before any write, too old: it depends on write x 2 by C1 [0, 1]. read x → 2 by C2 [2, 3] read x = 2 from write x 2 by C1 [0, 1]; write y 2 by C2 [4, 5] follows read x → 2 by C2 [2, 3] at the same client; read y → 2 by C3 [6, 7] read y = 2 from write y 2 by C2 [4, 5]; read x → null by C3 [8, 9] follows read y → 2 by C3 [6, 7] at the same client",
        "witness": [
          0,
          1,
          2,
          3,
          4,
        ],
      }
    `);
  });

  test('writes that do not depend on each other may be seen in any order; causal+ resolves them alike', () => {
    const writes = inTurn(['C1', W('x', 1)], ['C2', W('y', 2)], ['C3', W('x', 3)]);
    const reads = (client: string, ...values: number[]) =>
      values.map((value, at) => op(client, 10 + 2 * at, 11 + 2 * at, R('x', value)));
    const history = [...writes, ...reads('C4', 1, 3), ...reads('C5', 3, 1)];
    expect(outcome('causal-consistency', history)).toBe('ok');
    expect(outcome('causal-plus', history)).toBe('illegal: CyclicCF');
    expect(outcome('causal-plus', [...writes, ...reads('C4', 1, 3), ...reads('C5', 1, 3)])).toBe('ok');
  });

  test('two gets may see a list that is newer than the access control list; one transaction may not', () => {
    const writes = [op('C2', 0, 1, W('ACL', 'v1')), op('C2', 4, 5, W('ACL', 'v2')), op('C2', 6, 7, W('list', 'v2'))];
    const gets = [op('C1', 2, 3, R('ACL', 'v1')), op('C1', 8, 9, R('list', 'v2'))];
    const transaction = op('C1', 2, 9, R('ACL', 'v1'), R('list', 'v2'));
    expect(outcome('causal-consistency', [...writes, ...gets])).toBe('ok');
    expect(outcome('causal-consistency', [...writes, transaction])).toBe('illegal: WriteCORead');
  });
});

describe('lecture 18, SUNDR', () => {
  const signed = (operation: Operation, vector: Record<string, number>): Operation => ({ ...operation, vector });
  const U = (client: 'U1' | 'U2', at: number, U1: number, U2: number, ...accesses: Operation['accesses']) =>
    signed(op(client, at, at + 1, ...accesses), { U1, U2 });

  test('version vectors of a correct server are totally ordered', () => {
    const history = [U('U1', 0, 1, 0), U('U2', 2, 1, 1), U('U2', 4, 1, 2), U('U1', 6, 2, 2), U('U2', 8, 2, 3)];
    expect(verdictOf('fork-consistency', history)).not.toHaveProperty('note');
    expect(outcome('fork-consistency', history)).toBe('ok');
  });

  test('a server that hides an update has forked its clients, which is allowed', () => {
    const history = [U('U1', 0, 1, 0), U('U2', 2, 1, 1), U('U1', 4, 2, 1), U('U2', 6, 1, 2)];
    expect(verdictOf('fork-consistency', history)).toMatchInlineSnapshot(`
      {
        "note": "the server has forked its clients: 2 lines, which end in sync by U1 [4, 5]; sync by U2 [6, 7]",
        "outcome": "ok",
      }
    `);
  });

  test('but it must not show later operations of one line to the other', () => {
    const forked = [U('U1', 0, 1, 0), U('U2', 2, 1, 1), U('U1', 4, 2, 1), U('U2', 6, 1, 2), U('U1', 8, 3, 1)];
    expect(outcome('fork-consistency', [...forked, U('U2', 10, 3, 3)])).toBe('illegal: fork-join');
    expect(outcome('fork-consistency', [...forked, U('U1', 10, 4, 2)])).toBe('illegal: fork-join');
  });

  const ABC = (
    client: 'A' | 'B' | 'C',
    at: number,
    vector: [number, number, number],
    ...accesses: Operation['accesses']
  ) => signed(op(client, at, at + 1, ...accesses), { A: vector[0], B: vector[1], C: vector[2] });
  const before = [ABC('C', 0, [0, 0, 1]), ABC('B', 2, [0, 1, 1]), ABC('A', 4, [1, 1, 1])];
  const login = ABC('A', 6, [2, 1, 1], W('login.c', 'password'));
  const net = ABC('B', 8, [2, 2, 1], W('net.c', 'remote login'));

  test('who sees net.c has seen login.c', () => {
    const release = ABC('C', 10, [2, 2, 2], R('login.c', 'password'), R('net.c', 'remote login'));
    expect(outcome('fork-consistency', [...before, login, net, release])).toBe('ok');
    const hidden = ABC('C', 10, [1, 2, 2], R('login.c', null), R('net.c', 'remote login'));
    expect(verdictOf('fork-consistency', [...before, login, net, hidden])).toMatchInlineSnapshot(`
      {
        "anomaly": "fork-join",
        "culprits": [
          4,
          5,
        ],
        "outcome": "illegal",
        "reason": "{read login.c → null, read net.c → "remote login"} by C [10, 11] {"A":1,"B":2,"C":2} has seen write net.c "remote login" by B [8, 9] {"A":2,"B":2,"C":1}, but not all that this one had seen: two lines were joined",
        "witness": [
          4,
          5,
        ],
      }
    `);
  });

  test('old contents under a new vector are not accepted', () => {
    const release = ABC('C', 10, [2, 2, 2], R('login.c', null), R('net.c', 'remote login'));
    expect(outcome('fork-consistency', [...before, login, net, release])).toBe('illegal: stale-read');
  });

  test('a client’s own last operation is in what it is shown', () => {
    const again = ABC('C', 10, [0, 0, 1]);
    expect(outcome('fork-consistency', [...before, again])).toBe('illegal: rollback');
  });
});
