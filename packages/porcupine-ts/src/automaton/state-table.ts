import type { Model } from '../models/model.ts';
import { structuralKey } from './structural-key.ts';

/** Numbers the states of a model, equal states alike. */
export class StateTable<State> {
  readonly #model: Model<State, never, never>;
  readonly #states: State[] = [];
  readonly #byKey = new Map<unknown, number>();
  readonly #byHash = new Map<number, number[]>();

  constructor(model: Model<State, never, never>) {
    this.#model = model;
  }

  get size(): number {
    return this.#states.length;
  }

  at(number: number): State {
    return this.#states[number]!;
  }

  numberOf(state: State): number {
    const { stateKey, equal, hash } = this.#model;
    if (stateKey === undefined && equal !== undefined) {
      return this.#byEquality(state, equal.bind(this.#model), hash?.call(this.#model, state) ?? 0);
    }
    const key = stateKey === undefined ? defaultKey(state) : stateKey.call(this.#model, state);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.#states.length);
    return this.#states.push(state) - 1;
  }

  #byEquality(state: State, equal: (a: State, b: State) => boolean, hash: number): number {
    let bucket = this.#byHash.get(hash);
    if (bucket === undefined) this.#byHash.set(hash, (bucket = []));
    for (const number of bucket) if (equal(this.#states[number]!, state)) return number;
    bucket.push(this.#states.length);
    return this.#states.push(state) - 1;
  }
}

/** Primitives are their own key; an object's key is an array's text, which no primitive state needs. */
function defaultKey(state: unknown): unknown {
  return typeof state === 'object' && state !== null ? `\0${structuralKey(state)}` : state;
}
