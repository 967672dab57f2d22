import type { DirectTest } from '../automaton/automaton.ts';
import type { Model } from '../models/model.ts';
import type { Operation } from './operation.ts';
import type { PartitionHistory } from './partition.ts';

interface Part<Input, Output> {
  readonly key: string;
  readonly members: number[];
  readonly callAt: number[];
  readonly returnAt: number[];
  readonly direct: DirectTest<Input, Output>;
}

/**
 * What a model's direct test wants to know of a history, written down while it happens: a check then looks at numbers
 * instead of the operations.
 */
export class InternedHistory<State, Input, Output> {
  readonly model: Model<State, Input, Output>;
  readonly #directTest: (() => DirectTest<Input, Output>) | undefined;
  readonly #parts: Part<Input, Output>[] = [];
  readonly #placeOf = new Map<string | number, number>();
  /** Per operation: its part, and its place there. */
  readonly #partOf: number[] = [];
  readonly #placeIn: number[] = [];
  #latest = Number.NEGATIVE_INFINITY;
  #isUsable: boolean;
  #handedOver: readonly Operation<Input, Output>[] | undefined;

  constructor(model: Model<State, Input, Output>) {
    this.model = model;
    this.#directTest = model.fastPath?.directTest;
    this.#isUsable = this.#directTest !== undefined && model.partition === undefined;
  }

  call(input: Input, at: number): void {
    this.#handedOver = undefined;
    // Without call order, or with inputs that a check refuses, the operations are read when they are checked.
    this.#isUsable &&= at >= this.#latest && this.model.problemWith?.(input, undefined) === undefined;
    if (!this.#isUsable) return;
    this.#latest = at;
    const key = this.model.partitionKey?.(input) ?? '';
    let place = this.#placeOf.get(key);
    if (place === undefined) {
      place = this.#parts.length;
      this.#placeOf.set(key, place);
      this.#parts.push({ key: `${key}`, members: [], callAt: [], returnAt: [], direct: this.#directTest!() });
    }
    const { members, callAt, returnAt, direct } = this.#parts[place]!;
    this.#placeIn.push(members.length);
    members.push(this.#partOf.length);
    this.#partOf.push(place);
    callAt.push(at);
    returnAt.push(Number.POSITIVE_INFINITY);
    direct.call(input);
  }

  return(operation: number, input: Input, output: Output | undefined, at: number): void {
    this.#handedOver = undefined;
    this.#isUsable &&= this.model.problemWith?.(input, output) === undefined;
    if (!this.#isUsable) return;
    const { returnAt, direct } = this.#parts[this.#partOf[operation]!]!;
    const place = this.#placeIn[operation]!;
    returnAt[place] = at;
    if (output !== undefined) direct.return(place, output);
  }

  /** Says that `operations` is what was recorded so far, until more is. */
  handOver(operations: readonly Operation<Input, Output>[]): void {
    this.#handedOver = operations;
    histories.set(operations, this);
  }

  /** The partitions of what was handed over, in the order of their first call; undefined when it was not kept. */
  partitions(operations: readonly Operation<Input, Output>[]): PartitionHistory<Input, Output>[] | undefined {
    if (!this.#isUsable || this.#handedOver !== operations) return undefined;
    return this.#parts.map(({ key, members, callAt, returnAt, direct }) => ({
      key,
      operations,
      members: new Int32Array(members),
      callAt: new Float64Array(callAt),
      returnAt: new Float64Array(returnAt),
      direct,
    }));
  }
}

const histories = new WeakMap<readonly unknown[], unknown>();

/** The partitions of a list that a recorder handed over, when it knew this model and has recorded nothing since. */
export function internedPartitions<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
): PartitionHistory<Input, Output>[] | undefined {
  const interned = histories.get(operations) as InternedHistory<State, Input, Output> | undefined;
  return interned?.model === model ? interned.partitions(operations) : undefined;
}
