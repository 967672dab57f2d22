import type { DependencyGraph } from './dependency-graph.ts';
import { AMBIGUOUS, NONE } from './versions.ts';

/**
 * One copy of the store while operations take effect one after the other; what was done can be undone.
 *
 * A version that somebody has yet to read may not be replaced. That alone, with the edges of the graph, makes every read
 * see its version, except for versions that several operations write, which are compared with what the store holds.
 */
export class ScheduleState {
  /** By key. */
  readonly current: Int32Array;
  readonly #dependencies: DependencyGraph;
  /** By version: readers that have not read yet. */
  readonly #outstanding: Int32Array;
  /** By key: writes to come. */
  readonly #writesLeft: Int32Array;
  /** By key, under snapshot rules: who has begun, will write it and has not committed. */
  readonly #writing: Int32Array;
  readonly #replaced: number[] = [];

  constructor(dependencies: DependencyGraph) {
    const { versions, writes } = dependencies.observed;
    this.#dependencies = dependencies;
    this.current = Int32Array.from(versions.keys.keys());
    this.#outstanding = Int32Array.from(dependencies.readersOf, (readers) => readers.length);
    this.#writesLeft = new Int32Array(versions.keys.length);
    this.#writing = new Int32Array(versions.keys.length).fill(NONE);
    for (const made of writes) for (const version of made) this.#writesLeft[versions.keyOf[version]!]!++;
  }

  canBegin(place: number): boolean {
    const { versions, reads, writes } = this.#dependencies.observed;
    for (const version of reads[place]!) if (this.current[versions.keyOf[version]!] !== version) return false;
    if (!this.#dependencies.rules.snapshot) return true;
    return writes[place]!.every((version) => this.#writing[versions.keyOf[version]!] === NONE);
  }

  canCommit(place: number): boolean {
    const { versions, reads, writes } = this.#dependencies.observed;
    const { snapshot } = this.#dependencies.rules;
    return writes[place]!.every((made) => {
      const replaced = this.current[versions.keyOf[made]!]!;
      const writer = versions.writerOf[replaced];
      if (writer === AMBIGUOUS) return true;
      const own = !snapshot && reads[place]!.includes(replaced) ? 1 : 0;
      return this.#outstanding[replaced]! <= own;
    });
  }

  /** Nothing competes with its writes: to do it now cannot be a mistake. */
  isHarmless(place: number): boolean {
    const { versions, reads, writes } = this.#dependencies.observed;
    const isKnown = (version: number) => versions.writerOf[version] !== AMBIGUOUS;
    const isAlone = (made: number) => {
      const key = versions.keyOf[made]!;
      return this.#writesLeft[key] === 1 && isKnown(this.current[key]!);
    };
    return reads[place]!.every(isKnown) && writes[place]!.every(isAlone);
  }

  begin(place: number): void {
    const { versions, reads, writes } = this.#dependencies.observed;
    for (const version of reads[place]!) this.#outstanding[version]!--;
    if (!this.#dependencies.rules.snapshot) return;
    for (const made of writes[place]!) this.#writing[versions.keyOf[made]!] = place;
  }

  undoBegin(place: number): void {
    const { versions, reads, writes } = this.#dependencies.observed;
    for (const version of reads[place]!) this.#outstanding[version]!++;
    if (!this.#dependencies.rules.snapshot) return;
    for (const made of writes[place]!) this.#writing[versions.keyOf[made]!] = NONE;
  }

  commit(place: number): void {
    const { versions, writes } = this.#dependencies.observed;
    for (const made of writes[place]!) {
      const key = versions.keyOf[made]!;
      this.#replaced.push(this.current[key]!);
      this.current[key] = made;
      this.#writesLeft[key]!--;
      this.#writing[key] = NONE;
    }
  }

  undoCommit(place: number): void {
    const { versions, writes } = this.#dependencies.observed;
    for (const made of writes[place]!.toReversed()) {
      const key = versions.keyOf[made]!;
      this.current[key] = this.#replaced.pop() as number;
      this.#writesLeft[key]!++;
      if (this.#dependencies.rules.snapshot) this.#writing[key] = place;
    }
  }
}
