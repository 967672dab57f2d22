import type { PartitionHistory } from '../history/partition.ts';
import type { Model } from '../models/model.ts';

/** Which operations every operation may owe its legality to. */
export class Supporters<State, Input, Output> {
  readonly #model: Model<State, Input, Output>;
  readonly #partition: PartitionHistory<Input, Output>;
  readonly #known = new Map<number, readonly number[]>();

  constructor(model: Model<State, Input, Output>, partition: PartitionHistory<Input, Output>) {
    this.#model = model;
    this.#partition = partition;
  }

  /** The places with everything among `candidates` that they depend on, ascending. */
  close(places: readonly number[], candidates: readonly number[]): number[] {
    const closed = new Set(places);
    const isCandidate = new Set(candidates);
    for (const place of closed) {
      for (const supporter of this.of(place)) if (isCandidate.has(supporter)) closed.add(supporter);
    }
    return [...closed].sort((a, b) => a - b);
  }

  of(dependent: number): readonly number[] {
    const known = this.#known.get(dependent);
    if (known !== undefined) return known;
    const { supports } = this.#model;
    const { operations, members } = this.#partition;
    const found: number[] = [];
    for (let place = 0; supports !== undefined && place < members.length; place++) {
      if (place === dependent) continue;
      if (supports(operations[members[place]!]!, operations[members[dependent]!]!)) found.push(place);
    }
    this.#known.set(dependent, found);
    return found;
  }
}
