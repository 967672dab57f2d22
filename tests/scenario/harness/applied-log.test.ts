import { expect, test } from 'vitest';
import { AppliedLog } from '../../../src/labs/raft/applied-log.ts';
import { RaftEvents, verdict } from './raft-events.ts';

function group(): { events: RaftEvents; log: AppliedLog } {
  let log!: AppliedLog;
  const events = new RaftEvents((now) => {
    log = new AppliedLog(now);
    return log;
  });
  return { events, log };
}

/** A group whose servers 0 and 1 have applied a, b and c. */
function groupOfThree(): { events: RaftEvents; log: AppliedLog } {
  const { events, log } = group();
  for (const id of [0, 1]) {
    for (const [offset, command] of ['a', 'b', 'c'].entries()) events.apply(id, offset + 1, command);
  }
  return { events, log };
}

test('servers apply the same commands in order, each in its own time', () => {
  const { events, log } = groupOfThree();
  expect(
    verdict(() => {
      events.apply(2, 1, 'a');
      events.apply(2, 2, 'b');
      events.apply(0, 4, 'd');
    }),
  ).toBe('legal');
  expect(log.lastIndex).toBe(4);
  expect(log.commandAt(2)).toBe('"b"');
  expect([1, 3, 4, 5].map((index) => log.countApplied(index, events.servers))).toEqual([3, 2, 1, 0]);
  expect(events.servers.map((server) => log.lastAppliedBy(server))).toEqual([4, 3, 2]);
});

test('a server that restarts applies everything again', () => {
  const { events, log } = groupOfThree();
  events.restart(0);
  expect(log.lastAppliedBy(events.server(0))).toBe(0);
  expect(verdict(() => events.apply(0, 1, 'a'))).toBe('legal');
  expect(verdict(() => events.apply(0, 3, 'c'))).toMatchObject({ message: 'server 0 skipped index 2' });
});

test('an index must not be applied twice, nor skipped, nor be zero', () => {
  expect(verdict(() => groupOfThree().events.apply(0, 3, 'c'))).toMatchInlineSnapshot(`
    {
      "actual": "server 0 applied "c" at index 3",
      "expected": "server 0 applies index 4 next",
      "message": "server 0 applied index 3 a second time",
      "property": "apply order",
    }
  `);
  expect(verdict(() => groupOfThree().events.apply(0, 5, 'e'))).toMatchInlineSnapshot(`
    {
      "actual": "server 0 applied "e" at index 5",
      "expected": "server 0 applies index 4 next",
      "message": "server 0 skipped index 4",
      "property": "apply order",
    }
  `);
  expect(verdict(() => groupOfThree().events.apply(0, 9, 'e'))).toMatchObject({
    message: 'server 0 skipped indices 4 to 8',
  });
  expect(verdict(() => group().events.apply(0, 0, 'a'))).toMatchObject({
    message: 'server 0 applied index 0: the first entry is at index 1',
  });
});

test('servers must not disagree about an index, not even across a restart', () => {
  const { events } = groupOfThree();
  events.apply(2, 1, 'a');
  expect(verdict(() => events.apply(2, 2, 'B'))).toMatchInlineSnapshot(`
    {
      "actual": "server 2 applied "B" at index 2",
      "expected": "server 2 applies "b" at index 2, as server 0 did at 0 ms",
      "message": "servers disagree about index 2: a committed entry was replaced",
      "property": "state machine safety",
    }
  `);
  events.restart(0);
  expect(verdict(() => events.apply(0, 1, 'A'))).toMatchObject({ property: 'state machine safety' });
});

test('a snapshot takes a server forward, or leaves it where it is', () => {
  const { events, log } = groupOfThree();
  const snapshot = log.snapshotContent(events.server(0), 3);
  expect(verdict(() => events.applySnapshot(2, 3, snapshot))).toBe('legal');
  expect(verdict(() => events.applySnapshot(1, 3, snapshot))).toBe('legal');
  expect(log.snapshotsInstalled).toBe(1);
  expect(log.countApplied(2, events.servers)).toBe(3);
  expect(verdict(() => events.apply(2, 4, 'd'))).toBe('legal');
});

test('a snapshot must not take a server back', () => {
  const { events, log } = groupOfThree();
  expect(verdict(() => events.applySnapshot(0, 2, log.snapshotContent(events.server(0), 2)))).toMatchInlineSnapshot(`
    {
      "actual": "server 0 delivered a snapshot that ends at index 2",
      "expected": "no snapshot older than index 3, which server 0 has applied",
      "message": "server 0 went back to an older snapshot",
      "property": "apply order",
    }
  `);
});

test('a snapshot is delivered as it was made, under its index', () => {
  const { events, log } = groupOfThree();
  const snapshot = log.snapshotContent(events.server(0), 3);
  expect(verdict(() => events.applySnapshot(2, 4, snapshot))).toMatchInlineSnapshot(`
    {
      "actual": "snapshotIndex 4",
      "expected": "snapshotIndex 3, which the snapshot was made for",
      "message": "server 2 delivered a snapshot under the wrong index",
      "property": "apply order",
    }
  `);
  expect(verdict(() => events.applySnapshot(2, 3, 'garbage'))).toMatchInlineSnapshot(`
    {
      "actual": ""garbage"",
      "expected": "the string that the service gave to snapshot(), unchanged",
      "message": "server 2 has a snapshot that the service did not make",
      "property": "apply order",
    }
  `);
  for (const garbage of ['', 'null', '7', '[]', '{}', '{"lastIncludedIndex":3}', snapshot.slice(1)]) {
    expect(verdict(() => events.applySnapshot(2, 3, garbage))).toMatchObject({ property: 'apply order' });
  }
  expect(verdict(() => events.applySnapshot(2, 3, snapshot.replace('b', 'B')))).toMatchObject({
    property: 'state machine safety',
  });
});

test('a server that restarts begins behind the snapshot on its disk', () => {
  const { events, log } = groupOfThree();
  events.persist(0, 'state', log.snapshotContent(events.server(0), 2));
  events.restart(0);
  expect(log.lastAppliedBy(events.server(0))).toBe(2);
  expect(verdict(() => events.apply(0, 3, 'c'))).toBe('legal');

  events.restart(0);
  expect(verdict(() => events.apply(0, 1, 'a'))).toMatchObject({ message: 'server 0 applied index 1 a second time' });
});

test('a disk with a snapshot that the service did not make is found out at the boot', () => {
  const { events } = groupOfThree();
  events.persist(0, 'state', 'garbage');
  expect(verdict(() => events.restart(0))).toMatchObject({
    message: 'server 0 has a snapshot that the service did not make',
  });
});
