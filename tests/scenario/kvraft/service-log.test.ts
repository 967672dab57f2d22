import { expect, test } from 'vitest';
import { ServiceLog } from '../../../src/labs/raft/service-log.ts';
import { RaftEvents, verdict } from '../harness/raft-events.ts';

/** A group whose servers 0 and 1 have applied a, b, c and d. */
function group(): { events: RaftEvents; log: ServiceLog } {
  let log!: ServiceLog;
  const events = new RaftEvents((now) => {
    log = new ServiceLog(now);
    return log;
  });
  for (const id of [0, 1]) {
    for (const [offset, command] of ['a', 'b', 'c', 'd'].entries()) events.apply(id, offset + 1, command);
  }
  return { events, log };
}

/** The service of a server makes a snapshot, and Raft saves it. */
function takeSnapshot({ events, log }: ReturnType<typeof group>, id: number, index: number, data: string): void {
  log.onObserve(events.server(id), 'snapshot', JSON.stringify({ index, length: data.length }));
  events.persist(id, 'state', data);
}

test('a server without a snapshot applies everything again after a restart', () => {
  const { events } = group();
  events.restart(0);
  expect(verdict(() => events.apply(0, 1, 'a'))).toBe('legal');
  events.restart(0);
  expect(verdict(() => events.apply(0, 5, 'e'))).toMatchInlineSnapshot(`
    {
      "actual": "it handed over "e" at index 5",
      "expected": "Raft hands index 1 to the service of server 0 next",
      "message": "server 0 skipped index 1",
      "property": "apply order",
    }
  `);
});

test('a server with a snapshot goes on behind what it covers', () => {
  const own = group();
  takeSnapshot(own, 0, 3, 'abc');
  own.events.restart(0);
  expect(verdict(() => own.events.apply(0, 4, 'd'))).toBe('legal');
  own.events.restart(0);
  expect(verdict(() => own.events.apply(0, 1, 'a'))).toMatchInlineSnapshot(`
    {
      "actual": "it handed over "a" at index 1",
      "expected": "Raft hands index 4 to the service of server 0 next",
      "message": "server 0 applied index 1 a second time",
      "property": "apply order",
    }
  `);
});

test('snapshots of one length cannot be told apart: each of them may be the one on the disk', () => {
  const both = group();
  takeSnapshot(both, 0, 2, 'same');
  takeSnapshot(both, 1, 4, 'size');
  for (const index of [3, 5]) {
    both.events.restart(0);
    expect(verdict(() => both.events.apply(0, index, index === 3 ? 'c' : 'e'))).toBe('legal');
  }
  both.events.restart(0);
  expect(verdict(() => both.events.apply(0, 4, 'd'))).toMatchObject({ property: 'apply order' });
});

test('of a snapshot that nobody saw being made nothing is known, but what follows is in order', () => {
  const { events } = group();
  events.persist(2, 'state', 'wrapped by Raft');
  events.restart(2);
  expect(verdict(() => events.apply(2, 3, 'c'))).toBe('legal');
  expect(verdict(() => events.apply(2, 3, 'c'))).toMatchObject({ message: 'server 2 applied index 3 a second time' });
});

test('a snapshot from the leader moves a server forward, never back', () => {
  const { events, log } = group();
  events.applySnapshot(2, 3, 'abc');
  expect(verdict(() => events.apply(2, 4, 'd'))).toBe('legal');
  expect(log.installedBy(events.server(2))).toBe(1);
  expect(verdict(() => events.applySnapshot(2, 3, 'abc'))).toMatchInlineSnapshot(`
    {
      "actual": "Raft delivered a snapshot that ends at index 3",
      "expected": "no snapshot older than index 4, which the service has applied",
      "message": "server 2 went back to an older snapshot",
      "property": "apply order",
    }
  `);
});

test('servers must not disagree about an index', () => {
  const { events } = group();
  events.apply(2, 1, 'a');
  expect(verdict(() => events.apply(2, 2, 'B'))).toMatchObject({ property: 'state machine safety' });
});
