import { type KvInput, type KvOutput, kvModel, type Model, type Operation as ModelOperation } from 'porcupine-ts';
import { describeAccess } from '../describe.ts';
import { type Access, type History, HistoryError, type Operation, type Value } from '../history.ts';
import type { Level } from '../level.ts';
import { checkLinearizable } from '../linearizability.ts';
import { versionsOf } from '../order/versions.ts';
import type { Verdict } from '../verdict.ts';

export const linearizability: Level = {
  id: 'linearizability',
  title: 'linearizability',
  promise: 'every operation takes effect at one moment between its call and its return',
  source: 'Herlihy & Wing 1990; lecture 7',
  takes: ['registers', 'lists'],
  check(history, options) {
    const { places, operations } = asModelOperations(history);
    return inPlaces(checkLinearizable(accessModel, operations, options), places);
  },
};

type AccessInput = KvInput & { readonly access: Access };

/** A register or list as a text: a register's value, or a list's elements one after the other, as JSON. */
export const accessModel: Model<string, AccessInput, KvOutput> = {
  ...(kvModel as Model<string, AccessInput, KvOutput>),
  describeOperation: ({ access }) => describeAccess(access),
};

/**
 * Operations for the model, and their places: what was aborted is left out.
 *
 * @throws HistoryError for an operation that is not one access, or a key that is both list and register.
 */
export function asModelOperations(history: History): {
  places: number[];
  operations: ModelOperation<AccessInput, KvOutput>[];
} {
  versionsOf(history);
  const places = [...history.keys()].filter((place) => history[place]!.aborted !== true);
  return { places, operations: places.map((place) => asModelOperation(history[place]!, place)) };
}

function asModelOperation(
  { client, accesses, callAt, returnAt }: Operation,
  place: number,
): ModelOperation<AccessInput, KvOutput> {
  const [access] = accesses;
  if (access === undefined || accesses.length > 1) {
    throw new HistoryError(
      place,
      `it has ${accesses.length} accesses: linearizability is about single reads and writes; for transactions ask for strict-serializability`,
    );
  }
  const { key } = access;
  const times = { clientId: client, callAt, returnAt };
  switch (access.op) {
    case 'read':
      return { input: { op: 'get', key, access }, output: textOf(access.value), ...times };
    case 'write':
      return { input: { op: 'put', key, value: textOf(access.value), access }, output: undefined, ...times };
    case 'append':
      return { input: { op: 'append', key, value: textOf([access.value]), access }, output: undefined, ...times };
  }
}

function textOf(value: Value | readonly Value[]): string;
function textOf(value: Value | readonly Value[] | undefined): string | undefined;
function textOf(value: Value | readonly Value[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((element) => `${JSON.stringify(element)};`).join('');
  return value === null ? '' : JSON.stringify(value);
}

function inPlaces(verdict: Verdict, places: readonly number[]): Verdict {
  if (verdict.outcome !== 'illegal') return verdict;
  const placed = (operations: readonly number[]) => operations.map((operation) => places[operation]!);
  return { ...verdict, culprits: placed(verdict.culprits), witness: placed(verdict.witness) };
}
