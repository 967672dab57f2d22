import { expect, test } from 'vitest';
import {
  type Annotation,
  accept,
  checkEvents,
  checkOperations,
  explain,
  HistoryRecorder,
  kvModel,
  linearizationOf,
  type Model,
  queueModel,
  visualize,
} from '../src/index.ts';

const put = { clientId: 1, input: { op: 'put', key: 'k', value: 'a.' }, callAt: 0, returnAt: 1 } as const;
const get = { clientId: 1, input: { op: 'get', key: 'k' }, output: 'a.', callAt: 2, returnAt: 3 } as const;

/** What a program without types may pass. */
const untyped = (value: unknown): never => value as never;
const check = (history: unknown, options: unknown = {}) => checkOperations(kvModel, untyped(history), untyped(options));
const counting = (extra: object): Model<number, unknown, unknown> => ({
  name: 'counting',
  init: () => 0,
  step: accept,
  ...extra,
});
const checked = checkOperations(kvModel, [put, get]);

test.each<[string, () => unknown]>([
  ['TypeError: the history is undefined; expected a list', () => check(undefined)],
  ['HistoryError: operation 1 is null; expected { clientId, input, callAt, … }', () => check([put, null])],
  [
    'HistoryError: operation 0: callAt is undefined; expected a finite number',
    () => check([{ ...put, callAt: undefined }]),
  ],
  ['HistoryError: operation 0: callAt is "0"; expected a finite number', () => check([{ ...put, callAt: '0' }])],
  ['HistoryError: operation 0: callAt is 0n; expected a finite number', () => check([{ ...put, callAt: 0n }])],
  [
    'HistoryError: operation 1: callAt is NaN; expected a finite number',
    () => check([put, { ...get, callAt: Number.NaN }]),
  ],
  [
    'HistoryError: operation 0: returnAt is null; leave it out when it is pending',
    () => check([{ ...put, returnAt: null }]),
  ],
  [
    'HistoryError: operation 0: returnAt is Infinity; leave it out when it is pending',
    () => check([{ ...put, returnAt: 1 / 0 }]),
  ],
  ['HistoryError: operation 0: returns at -1, before its call at 0', () => check([{ ...put, returnAt: -1 }])],
  [
    'HistoryError: operation 1: input is undefined; expected an op of get, put, append',
    () => check([put, { ...get, input: undefined }]),
  ],
  [
    'HistoryError: operation 0: input is {"op":"GET"}; expected an op of get, put, append',
    () => check([{ ...get, input: { op: 'GET' } }]),
  ],
  [
    'HistoryError: operation 0: the key is 5; expected a string',
    () => check([{ ...get, input: { op: 'get', key: 5 } }]),
  ],
  [
    'HistoryError: operation 0: the value is undefined; expected a string',
    () => check([{ ...put, input: { op: 'put', key: 'k' } }]),
  ],
  ['HistoryError: operation 0: the output is null; expected a string', () => check([{ ...get, output: null }])],
  [
    'HistoryError: operation 0: input is {"op":"push"}; expected an op of enqueue, dequeue',
    () => checkOperations(queueModel, [{ ...put, input: untyped({ op: 'push' }), output: undefined }]),
  ],
  [
    'RangeError: engine is "wgl"; expected automatic, direct, depth-first, just-in-time',
    () => check([], { engine: 'wgl' }),
  ],
  ['RangeError: maxSteps is NaN; expected a number from 0 on', () => check([], { maxSteps: Number.NaN })],
  ['RangeError: maxTimeMs is "100"; expected a number from 0 on', () => check([], { maxTimeMs: '100' })],
  ['RangeError: maxMemoryBytes is -1; expected a number from 0 on', () => check([], { maxMemoryBytes: -1 })],
  [
    'TypeError: counting: step returned 1; expected accept(state) or reject(reason)',
    () => checkOperations(counting({ step: () => 1 }), [put]),
  ],
  [
    'HistoryError: partition: operation 1 is in no group',
    () => checkOperations(counting({ partition: () => [[0]] }), [put, get]),
  ],
  [
    'HistoryError: partition: operation 0 is in two places',
    () => checkOperations(counting({ partition: () => [[0], [0]] }), [put]),
  ],
  [
    'HistoryError: partition: there is no operation 7',
    () => checkOperations(counting({ partition: () => [[0, 7]] }), [put]),
  ],
  [
    'HistoryError: event 0: kind is "invoke"; expected "call" or "return"',
    () => checkEvents(kvModel, untyped([{ kind: 'invoke', id: 1 }])),
  ],
  ['HistoryError: call 0: its time is NaN', () => new HistoryRecorder(kvModel).call(1, put.input, Number.NaN)],
  [
    'HistoryError: call 0, made at 4, returns at 3',
    () => {
      const recorder = new HistoryRecorder();
      recorder.return(recorder.call(1, 'take', 4), 1, 3);
    },
  ],
  [
    'HistoryError: operation 0: the key is undefined; expected a string',
    () => {
      const recorder = new HistoryRecorder(kvModel);
      recorder.call(1, untyped({ op: 'get' }), 4);
      checkOperations(kvModel, recorder.operations());
    },
  ],
  ['TypeError: the verdict is of a history of 2 operations, not of these 1', () => explain(kvModel, [put], checked)],
  ['TypeError: the verdict is of a history of 2 operations, not of these 1', () => linearizationOf(checked, [put])],
  ['TypeError: the verdict is of a history of 2 operations, not of these 0', () => visualize(kvModel, [], checked)],
  ['TypeError: annotation 0 has no clientId and no tag', () => annotated({ start: 1 })],
  [
    'TypeError: annotation 0 is at NaN; expected finite numbers, the end not before the start',
    () => annotated({ tag: 'net', start: Number.NaN }),
  ],
  [
    'TypeError: annotation 0 is at 5 to 1; expected finite numbers, the end not before the start',
    () => annotated({ tag: 'net', start: 5, end: 1 }),
  ],
])('%s', (message, attempt) => {
  expect(attempt).toThrow(
    expect.objectContaining({ name: message.split(': ', 1)[0], message: message.slice(message.indexOf(': ') + 2) }),
  );
});

function annotated(annotation: Omit<Annotation, 'description'>): string {
  return visualize(kvModel, [put, get], checked, { annotations: [{ description: 'cut', ...annotation }] });
}
