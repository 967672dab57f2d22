import { describe, expect, test } from 'vitest';
import {
  type CasInput,
  type CasOutput,
  casRegisterModel,
  checkOperations,
  explain,
  type KvInput,
  type KvOutput,
  kvModel,
  type Operation,
} from '../src/index.ts';

type KvOperation = Operation<KvInput, KvOutput>;

let client = 0;
const put = (value: string, callAt: number, returnAt?: number): KvOperation => write('put', value, callAt, returnAt);
const append = (value: string, callAt: number, returnAt?: number): KvOperation =>
  write('append', value, callAt, returnAt);
const get = (output: string, callAt: number, returnAt: number): KvOperation => ({
  clientId: ++client,
  input: { op: 'get', key: 'k' },
  output,
  callAt,
  returnAt,
});

function write(op: 'put' | 'append', value: string, callAt: number, returnAt: number | undefined): KvOperation {
  return { clientId: ++client, input: { op, key: 'k', value }, callAt, returnAt };
}

function explained(operations: readonly KvOperation[]): string {
  return explain(kvModel, operations, checkOperations(kvModel, operations));
}

describe('what a student reads about an illegal key-value history', () => {
  test('phantom', () => {
    client = 0;
    expect(explained([put('a.', 0, 1), get('b.', 2, 3)])).toMatchInlineSnapshot(`
      "not linearizable (phantom): get("k") → "b." by client 2 [2, 3] returned "b.", which nobody wrote
      partition  k
      witness    get("k") → "b." by client 2 [2, 3]
      first bad  return of get("k") → "b." by client 2 [2, 3]
      before it  the state was "a.""
    `);
  });
  test('torn', () => {
    client = 0;
    expect(explained([put('hello.', 0, 1), get('hel', 2, 3)])).toMatchInlineSnapshot(`
      "not linearizable (torn): get("k") → "hel" by client 2 [2, 3] returned only a part of a written value
      partition  k
      witness    get("k") → "hel" by client 2 [2, 3]
      first bad  return of get("k") → "hel" by client 2 [2, 3]
      before it  the state was "hello.""
    `);
  });
  test('future-read', () => {
    client = 0;
    expect(explained([append('a.', 0, 1), get('a.b.', 2, 3), append('b.', 4, 5)])).toMatchInlineSnapshot(`
      "not linearizable (future-read): get("k") → "a.b." by client 2 [2, 3] shows what append("k", "b.") by client 3 [4, 5] wrote, but had returned before that was called
      partition  k
      witness    append("k", "a.") by client 1 [0, 1]
                 get("k") → "a.b." by client 2 [2, 3]
      first bad  return of get("k") → "a.b." by client 2 [2, 3]
      before it  the state was "a.""
    `);
  });
  test('dup', () => {
    client = 0;
    expect(explained([append('a.', 0, 1), append('b.', 2, 3), get('a.b.a.', 4, 5)])).toMatchInlineSnapshot(`
      "not linearizable (dup): append("k", "a.") by client 1 [0, 1] took effect more than once: get("k") → "a.b.a." by client 3 [4, 5] shows it again
      partition  k
      witness    append("k", "a.") by client 1 [0, 1]
                 append("k", "b.") by client 2 [2, 3]
                 get("k") → "a.b.a." by client 3 [4, 5]
      first bad  return of get("k") → "a.b.a." by client 3 [4, 5]
      before it  the state was "a.b.""
    `);
  });
  test('fork', () => {
    client = 0;
    expect(
      explained([append('a.', 0, 9), append('b.', 0, 9), get('a.b.', 10, 11), get('b.a.', 10, 11)]),
    ).toMatchInlineSnapshot(`
      "not linearizable (fork): two gets disagree on the order of appends: after the same beginning get("k") → "a.b." by client 3 [10, 11] shows "a." where get("k") → "b.a." by client 4 [10, 11] shows "b."
      partition  k
      witness    append("k", "a.") by client 1 [0, 9]
                 append("k", "b.") by client 2 [0, 9]
                 get("k") → "a.b." by client 3 [10, 11]
                 get("k") → "b.a." by client 4 [10, 11]
      first bad  return of get("k") → "b.a." by client 4 [10, 11]
      before it  the state was "a.b.""
    `);
  });
  test('put-inside', () => {
    client = 0;
    expect(explained([append('a.', 0, 1), put('b.', 2, 3), get('a.b.', 4, 5)])).toMatchInlineSnapshot(`
      "not linearizable (put-inside): get("k") → "a.b." by client 3 [4, 5] shows "b." behind older text, but it was written by a put, which replaces the value
      partition  k
      witness    append("k", "a.") by client 1 [0, 1]
                 put("k", "b.") by client 2 [2, 3]
                 get("k") → "a.b." by client 3 [4, 5]
      first bad  return of get("k") → "a.b." by client 3 [4, 5]
      before it  the state was "b.""
    `);
  });
  test('order-append', () => {
    client = 0;
    expect(explained([append('a.', 0, 1), append('b.', 2, 3), get('b.a.', 4, 5)])).toMatchInlineSnapshot(`
      "not linearizable (order-append): append("k", "a.") by client 1 [0, 1] had returned before append("k", "b.") by client 2 [2, 3] was called, but gets show it behind that (get("k") → "b.a." by client 3 [4, 5] shows the order)
      partition  k
      witness    append("k", "a.") by client 1 [0, 1]
                 append("k", "b.") by client 2 [2, 3]
                 get("k") → "b.a." by client 3 [4, 5]
      first bad  return of get("k") → "b.a." by client 3 [4, 5]
      before it  the state was "a.b.""
    `);
  });
  test('order-read', () => {
    client = 0;
    expect(explained([append('a.', 0, 9), get('a.', 1, 2), get('', 3, 4)])).toMatchInlineSnapshot(`
      "not linearizable (order-read): get("k") → "" by client 3 [3, 4] was called after get("k") → "a." by client 2 [1, 2] had returned, but shows less
      partition  k
      witness    append("k", "a.") by client 1 [0, 9]
                 get("k") → "a." by client 2 [1, 2]
                 get("k") → "" by client 3 [3, 4]
      first bad  return of get("k") → "" by client 3 [3, 4]
      before it  the state was "a.""
    `);
  });
  test('stale-read', () => {
    client = 0;
    expect(explained([put('a.', 0, 1), put('b.', 2, 3), get('a.', 4, 5), put('c.', 6, 7)])).toMatchInlineSnapshot(`
      "not linearizable (stale-read): get("k") → "a." by client 3 [4, 5] returned the value of put("k", "a.") by client 1 [0, 1], but put("k", "b.") by client 2 [2, 3] had replaced it before that get was called
      partition  k
      witness    put("k", "a.") by client 1 [0, 1]
                 put("k", "b.") by client 2 [2, 3]
                 get("k") → "a." by client 3 [4, 5]
      first bad  return of get("k") → "a." by client 3 [4, 5]
      before it  the state was "b.""
    `);
  });
  test('lost-append', () => {
    client = 0;
    expect(explained([put('a.', 0, 1), append('b.', 2, 3), get('a.', 4, 5)])).toMatchInlineSnapshot(`
      "not linearizable (lost-append): append("k", "b.") by client 2 [2, 3] was acknowledged before get("k") → "a." by client 3 [4, 5] was called, but that get's value lacks it
      partition  k
      witness    put("k", "a.") by client 1 [0, 1]
                 append("k", "b.") by client 2 [2, 3]
                 get("k") → "a." by client 3 [4, 5]
      first bad  return of get("k") → "a." by client 3 [4, 5]
      before it  the state was "a.b.""
    `);
  });
  test('stale-read, of a value that another get had seen replaced', () => {
    client = 0;
    const operations = [put('a.', 0, 9), put('b.', 0, 9), get('a.', 1, 2), get('b.', 3, 4), get('a.', 5, 6)];
    expect(explained(operations)).toMatchInlineSnapshot(`
      "not linearizable (stale-read): get("k") → "a." by client 5 [5, 6] returned the value of put("k", "a.") by client 1 [0, 9] (in place since get("k") → "a." by client 3 [1, 2]), but get("k") → "b." by client 4 [3, 4] had already returned a newer one before that get was called
      partition  k
      witness    put("k", "a.") by client 1 [0, 9]
                 put("k", "b.") by client 2 [0, 9]
                 get("k") → "a." by client 3 [1, 2]
                 get("k") → "b." by client 4 [3, 4]
                 get("k") → "a." by client 5 [5, 6]
      first bad  return of get("k") → "a." by client 5 [5, 6]
      before it  the state was "b.""
    `);
  });
  test('interleaved-epochs', () => {
    client = 0;
    const reads = [get('a.', 1, 2), get('b.', 1, 2), get('a.', 5, 6), get('b.', 5, 6)];
    const operations = [put('a.', 0, 9), put('b.', 0, 9), ...reads];
    expect(explained(operations)).toMatchInlineSnapshot(`
      "not linearizable (interleaved-epochs): the value of put("k", "a.") by client 5 [0, 9] and the value of put("k", "b.") by client 6 [0, 9] were both in place before and after each other: get("k") → "b." by client 2 [1, 2] had returned before get("k") → "a." by client 3 [5, 6] was called, and get("k") → "a." by client 1 [1, 2] before get("k") → "b." by client 4 [5, 6]
      partition  k
      witness    put("k", "a.") by client 5 [0, 9]
                 put("k", "b.") by client 6 [0, 9]
                 get("k") → "a." by client 1 [1, 2]
                 get("k") → "b." by client 2 [1, 2]
                 get("k") → "a." by client 3 [5, 6]
                 get("k") → "b." by client 4 [5, 6]
      first bad  return of get("k") → "b." by client 4 [5, 6]
      before it  the state was "a.""
    `);
  });
  test('enclosed', () => {
    client = 0;
    const operations = [append('a.', 0, 1), put('b.', 2, 3), append('c.', 4, 5), get('a.c.', 4, 6)];
    expect(explained(operations)).toMatchInlineSnapshot(`
      "not linearizable (enclosed): put("k", "b.") by client 2 [2, 3] was called and returned while another value was in place, seen before it and extended after it by append("k", "c.") by client 3 [4, 5]: the put had no effect
      partition  k
      witness    append("k", "a.") by client 1 [0, 1]
                 put("k", "b.") by client 2 [2, 3]
                 append("k", "c.") by client 3 [4, 5]
                 get("k") → "a.c." by client 4 [4, 6]
      first bad  return of get("k") → "a.c." by client 4 [4, 6]
      before it  the state was "b.c.""
    `);
  });
});

describe('what search says about a register with compare-and-swap', () => {
  const model = casRegisterModel(0);
  type CasOperation = Operation<CasInput<number>, CasOutput<number>>;
  const swap = (from: number, to: number, swapped: boolean, callAt: number, returnAt: number): CasOperation => ({
    clientId: 1,
    input: { op: 'cas', from, to },
    output: { swapped },
    callAt,
    returnAt,
  });

  test('two swaps of one value cannot both succeed', () => {
    const operations = [swap(0, 1, true, 0, 5), { ...swap(0, 2, true, 1, 6), clientId: 2 }];
    expect(explain(model, operations, checkOperations(model, operations))).toMatchInlineSnapshot(`
      "not linearizable (no-order): cas(0, 2) → ok by client 2 [1, 6] fits in no order of the operations; just before it returned, the state was 1
      witness    cas(0, 1) → ok by client 1 [0, 5]
                 cas(0, 2) → ok by client 2 [1, 6]
      first bad  return of cas(0, 2) → ok by client 2 [1, 6]
      before it  the state was 1 (the value is 1, so the swap fails)"
    `);
  });
  test('a pending swap may explain a read, and does not have to have happened', () => {
    const pending: CasOperation = { clientId: 1, input: { op: 'cas', from: 0, to: 1 }, callAt: 0 };
    const read = (value: number): CasOperation => ({
      clientId: 2,
      input: { op: 'read' },
      output: { value },
      callAt: 3,
      returnAt: 4,
    });
    expect(checkOperations(model, [pending, read(0)]).outcome).toBe('ok');
    expect(checkOperations(model, [pending, read(1)]).outcome).toBe('ok');
    expect(checkOperations(model, [pending, read(2)]).reason?.rule).toBe('phantom');
  });
});

test('legal and unknown verdicts are explained as well', () => {
  const operations = [append('a.', 0, 1), get('a.', 2, 3)];
  expect(explained(operations)).toBe('linearizable: 2 operations in 1 partition');
  const unknown = checkOperations(kvModel, operations, { engine: 'depth-first', maxSteps: 1 });
  expect(explain(kvModel, operations, unknown)).toMatchInlineSnapshot(
    `"unknown: the steps budget ran out (2 operations in 1 partition; in order so far: k 1 of 2)"`,
  );
});
