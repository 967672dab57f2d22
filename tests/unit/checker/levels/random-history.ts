import fc from 'fast-check';
import type { Access, Operation, Value } from '../../../../src/checker/history.ts';

interface Shape {
  readonly operations: number;
  readonly accesses: number;
  readonly lists: boolean;
  /** Values may be written more than once. */
  readonly repeats?: boolean;
}

/**
 * Histories of two or three clients and two keys. Values are what a store held at some time around the operation, or now
 * and then anything; so that many histories are legal, many nearly so.
 */
export function randomHistory(shape: Shape): fc.Arbitrary<Operation[]> {
  const access = fc.record({
    isWrite: fc.boolean(),
    key: fc.constantFrom('x', 'y'),
    lag: fc.constantFrom(0, 0, 0, 1, 2),
    odd: fc.integer({ min: 0, max: 19 }),
  });
  const operation = fc.record({
    client: fc.integer({ min: 1, max: 3 }),
    accesses: fc.array(access, { minLength: 1, maxLength: shape.accesses }),
    gap: fc.integer({ min: 0, max: 2 }),
    length: fc.integer({ min: 0, max: 4 }),
    fate: fc.constantFrom('done', 'done', 'done', 'done', 'done', 'done', 'pending', 'aborted'),
  });
  return fc.array(operation, { minLength: 2, maxLength: shape.operations }).map((drafts) => {
    const store = new History(shape);
    const free = new Map<number, number>();
    let now = 0;
    return drafts.map(({ client, accesses, gap, length, fate }): Operation => {
      now += gap;
      const callAt = Math.max(now, free.get(client) ?? 0);
      const returnAt = callAt + length;
      free.set(client, returnAt + 1);
      const done = store.run(accesses, fate !== 'aborted');
      if (fate === 'pending') return { client, accesses: done, callAt };
      return fate === 'aborted'
        ? { client, accesses: done, callAt, returnAt, aborted: true }
        : { client, accesses: done, callAt, returnAt };
    });
  });
}

interface Draft {
  readonly isWrite: boolean;
  readonly key: string;
  readonly lag: number;
  readonly odd: number;
}

/** The states that a store went through. */
class History {
  readonly #shape: Shape;
  readonly #states: ReadonlyMap<string, readonly Value[]>[] = [new Map()];
  #values = 0;

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  run(drafts: readonly Draft[], takesEffect: boolean): Access[] {
    const current = new Map(this.#states.at(-1));
    const lag = drafts[0]?.lag ?? 0;
    const seen = new Map(this.#states.at(-1 - Math.min(lag, this.#states.length - 1)));
    const accesses = drafts.map(({ isWrite, key, odd }): Access => {
      const { lists, repeats } = this.#shape;
      if (!isWrite) {
        const state = odd === 0 ? (this.#states[this.#states.length >> 1] ?? current) : seen;
        const held = state.get(key) ?? [];
        return { op: 'read', key, value: lists ? [...held] : (held.at(-1) ?? null) };
      }
      const value = repeats && odd < 6 ? 1 : ++this.#values;
      seen.set(key, [...(seen.get(key) ?? []), value]);
      current.set(key, [...(current.get(key) ?? []), value]);
      return lists ? { op: 'append', key, value } : { op: 'write', key, value };
    });
    if (takesEffect || drafts.some(({ odd }) => odd === 1)) this.#states.push(current);
    return accesses;
  }
}
