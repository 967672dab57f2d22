import { describe, expect, test } from 'vitest';
import {
  accept,
  checkEvents,
  checkOperations,
  HistoryError,
  type HistoryEvent,
  HistoryRecorder,
  type KvInput,
  type KvOutput,
  kvModel,
  linearizationOf,
  type Model,
  operationsFromEvents,
  partialLinearizations,
  reject,
  validateLinearization,
} from '../src/index.ts';

const put = (value: string): KvInput => ({ op: 'put', key: 'k', value });
const get: KvInput = { op: 'get', key: 'k' };

describe('operations', () => {
  test('intervals are closed: what returns when another is called is concurrent with it', () => {
    const history = [
      { clientId: 1, input: put('a.'), callAt: 0, returnAt: 1.5 },
      { clientId: 2, input: get, output: '', callAt: 1.5, returnAt: 2 },
    ];
    expect(checkOperations(kvModel, history).outcome).toBe('ok');
    expect(checkOperations(kvModel, [history[0]!, { ...history[1]!, callAt: 1.5000001 }]).outcome).toBe('illegal');
  });

  test('a pending get never makes a history illegal', () => {
    const history = [
      { clientId: 1, input: put('a.'), callAt: 0, returnAt: 1 },
      { clientId: 2, input: get, output: 'nonsense', callAt: 2 },
    ];
    for (const engine of ['automatic', 'depth-first', 'just-in-time'] as const) {
      expect(checkOperations(kvModel, history, { engine }).outcome).toBe('ok');
    }
  });

  test.each([
    [{ callAt: Number.NaN, returnAt: 1 }, 'operation 1: callAt is NaN; expected a finite number'],
    [{ callAt: 3, returnAt: 2 }, 'operation 1: returns at 2, before its call at 3'],
    [
      { callAt: 3, returnAt: Number.POSITIVE_INFINITY },
      'operation 1: returnAt is Infinity; leave it out when it is pending',
    ],
  ])('times %j are refused', (times, message) => {
    const history = [
      { clientId: 1, input: get, output: '', callAt: 0, returnAt: 1 },
      { clientId: 1, input: get, ...times },
    ];
    expect(() => checkOperations(kvModel, history)).toThrow(new HistoryError(message, 1));
  });

  test('nothing is linearizable', () => {
    expect(checkOperations(kvModel, [])).toMatchObject({ outcome: 'ok', partitions: [] });
  });
});

describe('events', () => {
  const events: HistoryEvent<KvInput, KvOutput>[] = [
    { kind: 'call', id: 'w', clientId: 1, input: put('a.'), metadata: 'first try' },
    { kind: 'call', id: 'r', clientId: 2, input: get },
    { kind: 'return', id: 'r', output: 'a.', metadata: 'from S2' },
    { kind: 'call', id: 's', clientId: 2, input: get },
    { kind: 'return', id: 's', output: '' },
  ];

  test('become operations in call order; a call without a return is pending', () => {
    expect(operationsFromEvents(events)).toEqual([
      { clientId: 1, input: put('a.'), callAt: 0, metadata: 'first try' },
      { clientId: 2, input: get, output: 'a.', callAt: 1, returnAt: 2, metadata: 'from S2' },
      { clientId: 2, input: get, output: '', callAt: 3, returnAt: 4 },
    ]);
  });

  test('are checked in the order of the list', () => {
    expect(checkEvents(kvModel, events.slice(0, 4)).outcome).toBe('ok');
    expect(checkEvents(kvModel, events).outcome).toBe('illegal');
  });

  test.each([
    [[events[2]!], 'event 0: operation r returns uncalled'],
    [[events[0]!, events[0]!], 'event 1: operation w was called before'],
    [[events[1]!, events[2]!, events[2]!], 'event 2: operation r returned before'],
  ])('that no execution has are refused', (impossible, message) => {
    expect(() => operationsFromEvents(impossible)).toThrow(message);
  });
});

describe('the recorder', () => {
  const recorder = () => new HistoryRecorder(kvModel);

  test('keeps calls in order and returns where they belong', () => {
    const kept = recorder();
    const slow = kept.call('c1', put('a.'), 1);
    const quick = kept.call('c2', get, 2);
    kept.return(quick, kept.text('a.'), 3, { server: 1 });
    kept.call('c2', get, 4);
    expect(kept.operations()).toEqual([
      { clientId: 'c1', input: put('a.'), callAt: 1 },
      { clientId: 'c2', input: get, output: 'a.', callAt: 2, returnAt: 3, metadata: { server: 1 } },
      { clientId: 'c2', input: get, callAt: 4 },
    ]);
    expect(() => kept.return(quick, 'b.', 5)).toThrow('call 1 returned before');
    expect(() => kept.return(slow + 7, 'b.', 5)).toThrow('call 7 was never made');
  });

  test('what was handed over stays what it was, whatever is recorded later', () => {
    const kept = recorder();
    kept.return(kept.call(1, put('a.'), 0), undefined, 1);
    const read = kept.call(2, get, 2);
    const before = kept.operations();
    kept.return(read, '', 3);
    const after = kept.operations();
    expect(checkOperations(kvModel, before).outcome).toBe('ok');
    expect(checkOperations(kvModel, after)).toMatchObject({ outcome: 'illegal', reason: { rule: 'stale-read' } });
    expect(() => (after as unknown[]).pop()).toThrow(TypeError);
    expect(() => Object.assign(after[1]!, { output: 'a.' })).toThrow(TypeError);
  });

  test('calls out of order are read when they are checked', () => {
    const kept = recorder();
    kept.return(kept.call(1, get, 5), 'a.', 6);
    kept.return(kept.call(1, put('a.'), 0), undefined, 1);
    expect(checkOperations(kvModel, kept.operations()).outcome).toBe('ok');
  });

  test('another model gets the operations themselves', () => {
    const kept = recorder();
    kept.return(kept.call(1, get, 0), 'a.', 1);
    expect(checkOperations({ ...kvModel, init: () => 'a.', fastPath: {} }, kept.operations()).outcome).toBe('ok');
  });
});

describe('certificates', () => {
  const history = [
    { clientId: 1, input: put('a.'), callAt: 0, returnAt: 3 },
    { clientId: 2, input: { op: 'put' as const, key: 'other', value: 'b.' }, callAt: 1, returnAt: 2 },
    { clientId: 3, input: get, output: 'a.', callAt: 2, returnAt: 4 },
  ];

  test('an ok verdict carries an order over all partitions that replays', () => {
    const order = linearizationOf(checkOperations(kvModel, history), history)!;
    expect([...order]).toEqual([0, 1, 2]);
    expect(validateLinearization(kvModel, history, order)).toBeUndefined();
  });

  test.each([
    [[0, 2], 'operation 1 returned but is missing'],
    [[2, 0, 1], 'operation 2 is illegal: the value is ""'],
    [[0, 0, 1, 2], 'operation 0 is unknown or taken twice'],
    [[0, 1, 9], 'operation 9 is unknown or taken twice'],
  ])('the validator refuses %j', (order, problem) => {
    expect(validateLinearization(kvModel, history, order)).toBe(problem);
  });

  test('the validator refuses an order against real time', () => {
    const apart = [history[0]!, { ...history[1]!, callAt: 8, returnAt: 9 }];
    expect(validateLinearization(kvModel, apart, [1, 0])).toBe('operation 0 is too late');
  });
});

describe('partitions', () => {
  /** Even and odd numbers are counted apart, each in steps of two from 0 or 1. */
  const parity: Model<number, number, undefined> = {
    name: 'parity',
    init: () => 0,
    step: (state, input) => (input - (input % 2) === state ? accept(state + 2) : reject(`expected ${state}`)),
    partition: (operations) =>
      [0, 1].map((rest) => [...operations.keys()].filter((index) => operations[index]!.input % 2 === rest)),
  };
  const count = (input: number, callAt: number) => ({ clientId: 0, input, callAt, returnAt: callAt + 0.5 });

  test('can be made by a function of the whole history', () => {
    const legal = [count(0, 0), count(1, 1), count(3, 2), count(2, 3)];
    const verdict = checkOperations(parity, legal);
    expect(verdict.outcome).toBe('ok');
    expect(validateLinearization(parity, legal, linearizationOf(verdict, legal)!)).toBeUndefined();
    expect(checkOperations(parity, [...legal, count(2, 4)]).firstIllegalEvent?.operation).toBe(4);
  });

  test('are all decided when asked for', () => {
    const illegal = [count(2, 0), count(1, 1)];
    expect(checkOperations(parity, illegal).partitions.map(({ outcome }) => outcome)).toEqual(['illegal', 'unknown']);
    const all = checkOperations(parity, illegal, { allPartitions: true });
    expect(all.partitions.map(({ outcome }) => outcome)).toEqual(['illegal', 'ok']);
  });

  test('have partial linearizations, the longest for every operation', () => {
    const [even] = partialLinearizations(parity, [count(0, 0), count(2, 1), count(0, 2)]);
    expect(even).toEqual({
      key: '0',
      orders: [[0, 1]],
      longestWith: new Map([
        [0, 0],
        [1, 0],
      ]),
    });
  });
});
