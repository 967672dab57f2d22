import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LockMode, LockTable } from '../../../reference/systems/spanner/lock-table.ts';
import type { Priority } from '../../../reference/systems/spanner/messages.ts';
import { checkProperty } from '../../property.ts';

/** The older, the smaller. */
const age = (startMs: number): Priority => [startMs, 'client'];
const settled = () => new Promise((resolve) => setImmediate(resolve));

interface Asked {
  granted: boolean | undefined;
}

function tableOf() {
  const blocked: string[] = [];
  const locks = new LockTable((tid) => blocked.push(tid));
  const ask = (startMs: number, mode: LockMode, ...keys: string[]): Asked => {
    const asked: Asked = { granted: undefined };
    void locks.acquire(`t.${startMs}`, age(startMs), { keys, mode }).then((granted) => {
      asked.granted = granted;
    });
    return asked;
  };
  return { locks, ask, blocked };
}

test('readers share a key, a writer waits for older readers', async () => {
  const { locks, ask } = tableOf();
  const [one, two, writer] = [ask(1, 'read', 'x'), ask(2, 'read', 'x'), ask(3, 'write', 'x')];
  await settled();
  expect([one, two, writer].map(({ granted }) => granted)).toEqual([true, true, undefined]);
  locks.release('t.1');
  locks.release('t.2');
  await settled();
  expect(writer.granted).toBe(true);
});

test('wound-wait: the older takes the lock from the younger, which holds and gets nothing any more', async () => {
  const { locks, ask } = tableOf();
  ask(2, 'write', 'x', 'y');
  await settled();
  const older = ask(1, 'read', 'x');
  await settled();
  expect([older.granted, locks.holds('t.1', ['x']), locks.holds('t.2', ['y'])]).toEqual([true, true, false]);
  const again = ask(2, 'read', 'z');
  await settled();
  expect(again.granted).toBe(false);
});

test('who has promised to commit keeps its locks, and is reported', async () => {
  const { locks, ask, blocked } = tableOf();
  ask(2, 'write', 'x');
  await settled();
  locks.protect('t.2');
  const older = ask(1, 'write', 'x');
  await settled();
  expect([older.granted, blocked]).toEqual([undefined, ['t.2']]);
  locks.release('t.2');
  await settled();
  expect(older.granted).toBe(true);
});

test('a lock that is taken between its grant and the promise to commit is not promised', async () => {
  const { locks } = tableOf();
  expect(await locks.acquire('t.2', age(2), { keys: ['x'], mode: 'write' })).toBe(true);
  expect(await locks.acquire('t.1', age(1), { keys: ['x'], mode: 'read' })).toBe(true);
  expect([locks.protect('t.2'), locks.protect('t.1')]).toEqual([false, true]);
});

test('what wounding frees goes to the oldest that waits', async () => {
  const { ask } = tableOf();
  ask(5, 'write', 'x');
  const [six, three] = [ask(6, 'write', 'x'), ask(3, 'write', 'x')];
  await settled();
  expect([six.granted, three.granted]).toEqual([undefined, true]);
});

test('two readers that both want to write: the older does', async () => {
  const { ask } = tableOf();
  ask(1, 'read', 'x');
  ask(2, 'read', 'x');
  await settled();
  const [young, old] = [ask(2, 'write', 'x'), ask(1, 'write', 'x')];
  await settled();
  expect([young.granted, old.granted]).toEqual([false, true]);
});

test('locks from the log are there at once', async () => {
  const { locks, ask } = tableOf();
  locks.adopt('t.9', age(9), { reads: ['x'], writes: ['y'] });
  const [reads, writes, other] = [ask(1, 'read', 'x'), ask(1, 'write', 'x'), ask(2, 'read', 'y')];
  await settled();
  expect([reads, writes, other].map(({ granted }) => granted)).toEqual([true, undefined, undefined]);
});

const request = fc.record({
  startMs: fc.integer({ min: 1, max: 6 }),
  mode: fc.constantFrom<LockMode>('read', 'write'),
  keys: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 3 }),
});

checkProperty(
  'whatever is asked for, nobody waits forever once all that have their locks have ended',
  fc.asyncProperty(fc.array(request, { maxLength: 20 }), async (requests) => {
    const { locks, ask } = tableOf();
    const asked = requests.map(({ startMs, mode, keys }) => ({ startMs, result: ask(startMs, mode, ...keys) }));
    for (let round = 0; round <= requests.length; round++) {
      await settled();
      const waiting = new Set(asked.filter(({ result }) => result.granted === undefined).map(({ startMs }) => startMs));
      for (const { startMs } of asked) if (!waiting.has(startMs)) locks.release(`t.${startMs}`);
    }
    expect(asked.filter(({ result }) => result.granted === undefined)).toEqual([]);
  }),
);
