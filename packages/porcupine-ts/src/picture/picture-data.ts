import { structuralKey } from '../automaton/structural-key.ts';
import { describeOperation } from '../diagnose/label-operation.ts';
import { partialsOfPartition } from '../diagnose/partial-linearizations.ts';
import type { Operation } from '../history/operation.ts';
import { type PartitionHistory, splitHistory } from '../history/partition.ts';
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
  const rankOfOutcome = { illegal: 0, unknown: 1, ok: 2 };
  const checked = splitHistory(model, operations).map((partition, place) => ({
    partition,
    verdict: verdict.partitions[place]!,
  }));
  checked.sort((a, b) => rankOfOutcome[a.verdict.outcome] - rankOfOutcome[b.verdict.outcome]);
  let left = OPERATIONS_MAX;
  const chosen = checked.map(({ partition }) => {
    const members = Array.from(partition.members).slice(0, left);
    left -= members.length;
    return members;
  });
  const shown = chosen.flat().map((id) => operations[id]!);
  const rankOf = ranks(shown, annotations);
  const lanes = lanesOf(shown, annotations);
  const partitions = checked.map(({ partition, verdict: { key, outcome, linearization } }, place): DrawnPartition => {
    const isDrawn = chosen[place]!.length > 0;
    const { orders, orderOf } = isDrawn ? ordersOf(partition, linearization) : { orders: [], orderOf: [] };
    return {
      key,
      outcome,
      operations: chosen[place]!.map(drawn),
      initial: describe(model.init()),
      orders: orders.map(withStates),
      orderOf,
    };
  });

  function ordersOf(
    partition: PartitionHistory<Input, Output>,
    linearization: Int32Array | undefined,
  ): { readonly orders: (readonly number[])[]; readonly orderOf: (readonly [number, number])[] } {
    if (linearization !== undefined) {
      const order = Array.from(linearization);
      return { orders: [order], orderOf: order.map((id) => [id, 0]) };
    }
    const partial = partialsOfPartition(model, partition, {});
    let steps = ORDER_STEPS_MAX;
    const orders = partial.orders.slice(0, ORDERS_MAX).filter(({ length }) => (steps -= length) >= 0);
    return { orders, orderOf: [...partial.longestWith].filter(([, order]) => order < orders.length) };
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
    omitted: operations.length - shown.length,
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
