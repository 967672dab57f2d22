import { structuralKey } from '../automaton/structural-key.ts';
import { describeOperation } from '../diagnose/label-operation.ts';
import { partialLinearizations } from '../diagnose/partial-linearizations.ts';
import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Annotation } from './annotation.ts';

/** Operations drawn; what is left out is said in the picture. Partitions come illegal first. */
const OPERATIONS_MAX = 20_000;
/** Legal beginnings kept per partition, longest first. */
const ORDERS_MAX = 100;
/** Steps written out over all legal beginnings of a partition. */
const ORDER_STEPS_MAX = 200_000;

interface DrawnOperation {
  readonly id: number;
  readonly lane: number;
  readonly text: string;
  readonly call: number;
  /** Absent: pending. */
  readonly return?: number | undefined;
  readonly times: string;
  readonly metadata?: string | undefined;
}

interface DrawnPartition {
  readonly key: string;
  readonly outcome: string;
  readonly operations: readonly DrawnOperation[];
  readonly initial: string;
  /** Legal beginnings as `[operation, state afterwards]`. */
  readonly orders: readonly (readonly (readonly [number, string])[])[];
  /** Pairs of an operation and the beginning to show for it. */
  readonly orderOf: readonly (readonly [number, number])[];
}

/** Everything that the picture's script draws, as JSON. Times are ranks: only their order matters there. */
export interface PictureData {
  readonly title: string;
  readonly outcome: string;
  readonly reason: string | undefined;
  readonly witness: readonly number[];
  readonly firstError: number | undefined;
  readonly survivors: readonly string[];
  readonly lanes: readonly string[];
  readonly ranks: number;
  readonly partitions: readonly DrawnPartition[];
  readonly annotations: readonly (Omit<Annotation, 'clientId' | 'tag'> & {
    readonly lane: number;
    readonly times: string;
  })[];
  readonly omitted: number;
}

export function pictureData<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  verdict: Verdict,
  { annotations, title }: { readonly annotations: readonly Annotation[]; readonly title: string },
): PictureData {
  const rankOf = ranks(operations, annotations);
  const lanes = lanesOf(operations, annotations);
  const found = new Map(partialLinearizations(model, operations).map((partial) => [partial.key, partial]));
  const placesOf = membership(model, operations);
  const order = { illegal: 0, unknown: 1, ok: 2 };
  const partitions: DrawnPartition[] = [];
  let left = OPERATIONS_MAX;
  for (const { key, outcome, linearization } of verdict.partitions.toSorted(
    (a, b) => order[a.outcome] - order[b.outcome],
  )) {
    const members = (placesOf.get(key) ?? []).slice(0, left);
    left -= members.length;
    const partial = found.get(key);
    const orders = linearization === undefined ? (partial?.orders ?? []) : [Array.from(linearization)];
    const longestWith =
      linearization === undefined ? [...(partial?.longestWith ?? [])] : orders[0]!.map((id) => [id, 0] as const);
    let steps = ORDER_STEPS_MAX;
    const kept = orders.slice(0, ORDERS_MAX).filter(({ length }) => (steps -= length) >= 0);
    partitions.push({
      key,
      outcome,
      operations: members.map((id) => drawn(id)),
      initial: describe(model.init()),
      orders: kept.map((ids) => withStates(ids)),
      orderOf: longestWith.filter(([, place]) => place < kept.length),
    });
  }

  function drawn(id: number): DrawnOperation {
    const operation = operations[id]!;
    const { clientId, callAt, returnAt, metadata } = operation;
    return {
      id,
      lane: lanes.indexOf(laneOfClient(clientId)),
      text: describeOperation(model, operation),
      call: rankOf.get(callAt)!,
      return: returnAt === undefined ? undefined : rankOf.get(returnAt)!,
      times: returnAt === undefined ? `${callAt} … pending` : `${callAt} … ${returnAt}`,
      metadata: metadata === undefined ? undefined : (model.describeMetadata?.(metadata) ?? structuralKey(metadata)),
    };
  }

  function describe(state: State): string {
    return model.describeState?.(state) ?? structuralKey(state);
  }

  function withStates(ids: readonly number[]): [number, string][] {
    let state = model.init();
    return ids.map((id) => {
      const { input, output, returnAt } = operations[id]!;
      const step = model.step(state, input, returnAt === undefined ? undefined : output, { shouldStop: () => false });
      if (step.ok) state = step.state;
      return [id, describe(state)];
    });
  }

  return {
    title,
    outcome: verdict.outcome,
    reason: verdict.reason && `${verdict.reason.rule}: ${verdict.reason.sentence}`,
    witness: verdict.witness ?? [],
    firstError: verdict.firstIllegalEvent?.operation,
    survivors: (verdict.survivingStates ?? []).map(({ state, because }) =>
      because === undefined ? state : `${state}: ${because}`,
    ),
    lanes,
    ranks: rankOf.size,
    partitions,
    annotations: annotations.map(({ clientId, tag, start, end, ...rest }) => ({
      ...rest,
      start: rankOf.get(start)!,
      end: end === undefined ? undefined : rankOf.get(end)!,
      lane: lanes.indexOf(clientId === undefined ? (tag ?? '') : laneOfClient(clientId)),
      times: end === undefined ? `${start}` : `${start} … ${end}`,
    })),
    omitted: operations.length - (OPERATIONS_MAX - left),
  };
}

function laneOfClient(clientId: string | number): string {
  return `client ${clientId}`;
}

function lanesOf(operations: readonly Operation<unknown, unknown>[], annotations: readonly Annotation[]): string[] {
  const clients = new Set(operations.map(({ clientId }) => clientId));
  for (const { clientId } of annotations) if (clientId !== undefined) clients.add(clientId);
  const sorted = [...clients].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
  const tags = new Set(annotations.filter(({ clientId }) => clientId === undefined).map(({ tag }) => tag ?? ''));
  return [...sorted.map(laneOfClient), ...tags];
}

function ranks(
  operations: readonly Operation<unknown, unknown>[],
  annotations: readonly Annotation[],
): Map<number, number> {
  const times = new Set<number>();
  for (const { callAt, returnAt } of operations) times.add(callAt).add(returnAt ?? callAt);
  for (const { start, end } of annotations) times.add(start).add(end ?? start);
  return new Map([...times].sort((a, b) => a - b).map((time, rank) => [time, rank]));
}

function membership<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
): Map<string, number[]> {
  if (model.partition !== undefined) {
    return new Map(model.partition(operations).map((group, place) => [`${place}`, [...group]]));
  }
  const places = new Map<string, number[]>();
  operations.forEach(({ input }, index) => {
    const key = String(model.partitionKey?.(input) ?? '');
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else known.push(index);
  });
  return places;
}
