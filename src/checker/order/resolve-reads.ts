import { describeValue, labels } from '../describe.ts';
import type { Access, History, Value } from '../history.ts';
import type { Illegal } from '../verdict.ts';
import { NONE, type Versions } from './versions.ts';

interface LongestRead {
  readonly place: number;
  readonly elements: readonly Value[];
}

/** Maps reads to versions, and puts a list's versions in the order in which reads show them. */
export class ReadResolver {
  /** By version: somebody read it, or a list that goes on from it. */
  readonly isSeen: Uint8Array;
  readonly nextOf: Int32Array;
  readonly lastSeenOf: Int32Array;
  readonly #history: History;
  readonly #versions: Versions;
  readonly #longest = new Map<number, LongestRead>();
  readonly #label: (place: number) => string;

  constructor(history: History, versions: Versions) {
    this.#history = history;
    this.#versions = versions;
    this.#label = labels(history);
    this.isSeen = new Uint8Array(versions.keyOf.length);
    this.nextOf = new Int32Array(versions.keyOf.length).fill(NONE);
    this.lastSeenOf = Int32Array.from(versions.keys.keys());
  }

  /** The versions that an operation read and had not made itself, or what is wrong with what it read. */
  readsOf(place: number): readonly number[] | Illegal {
    const own = new Map<number, Value[]>();
    const reads: number[] = [];
    for (const access of this.#history[place]!.accesses) {
      const key = this.#versions.keyIds.get(access.key)!;
      if (access.op !== 'read') {
        own.set(key, [...(own.get(key) ?? []), access.value]);
        continue;
      }
      if (access.value === undefined) continue;
      const version = Array.isArray(access.value)
        ? this.#readList(place, key, access.value, own.get(key) ?? [])
        : this.#readRegister(place, key, access.value as Value, own.get(key)?.at(-1));
      if (typeof version !== 'number') return version;
      if (version !== NONE && !reads.includes(version)) reads.push(version);
    }
    return reads;
  }

  #readRegister(place: number, key: number, value: Value, own: Value | undefined): number | Illegal {
    if (own !== undefined) {
      return own === value ? NONE : this.#internal(place, key, value, `it had just written ${describeValue(own)}`);
    }
    const version = this.#versions.idOf[key]!.get(value);
    return this.#readable(place, key, value, version) ?? this.#see(version as number);
  }

  #readList(place: number, key: number, list: readonly Value[], own: readonly Value[]): number | Illegal {
    const before = list.length - own.length;
    if (own.some((value, at) => list[before + at] !== value)) {
      return this.#internal(place, key, list, `it had just appended ${own.map(describeValue).join(' and ')}`);
    }
    const problem = this.#extend(place, key, list);
    if (problem !== undefined) return problem;
    if (before === 0) return key;
    const version = this.#versions.idOf[key]!.get(list[before - 1] as Value) as number;
    return this.#readable(place, key, list, version) ?? version;
  }

  /** Reads of one list are prefixes of each other; the longest one tells the order. */
  #extend(place: number, key: number, list: readonly Value[]): Illegal | undefined {
    const longest = this.#longest.get(key) ?? { place, elements: [] };
    const { elements } = longest;
    const common = Math.min(list.length, elements.length);
    for (let at = 0; at < common; at++) {
      if (list[at] !== elements[at]) return this.#disagreement(place, key, list, at, longest.place);
    }
    const ids = this.#versions.idOf[key]!;
    let last = this.lastSeenOf[key]!;
    for (let at = common; at < list.length; at++) {
      const version = ids.get(list[at]!);
      const problem = this.#appended(place, key, list[at]!, version);
      if (problem !== undefined) return problem;
      this.nextOf[last] = version as number;
      last = this.#see(version as number);
    }
    if (list.length > elements.length) this.#longest.set(key, { place, elements: list });
    this.lastSeenOf[key] = last;
    return undefined;
  }

  #see(version: number): number {
    this.isSeen[version] = 1;
    return version;
  }

  #appended(place: number, key: number, value: Value, version: number | undefined): Illegal | undefined {
    if (version === undefined) return this.#phantom(place, key, value);
    const writer = this.#versions.writerOf[version]!;
    if (this.#history[writer]!.aborted) return this.#abortedRead(place, key, value, writer);
    if (!this.isSeen[version]) return undefined;
    const reason = `${this.#label(writer)} took effect more than once: ${this.#label(place)} shows it again`;
    return illegal('dup', reason, [writer, place]);
  }

  /** What is wrong with reading a version between operations, if anything. */
  #readable(place: number, key: number, value: Access['value'], version: number | undefined): Illegal | undefined {
    if (version === undefined) return this.#phantom(place, key, value);
    const writer = this.#versions.writerOf[version]!;
    if (writer === place) return this.#internal(place, key, value, 'it wrote that only afterwards');
    if (writer >= 0 && this.#history[writer]!.aborted) return this.#abortedRead(place, key, value, writer);
    if (!this.#versions.isIntermediate[version]) return undefined;
    const reason = `${this.#label(place)} read ${this.#told(key, value)} in the middle of ${this.#label(writer)}, which replaced it itself`;
    return illegal('G1b', reason, [writer, place]);
  }

  #disagreement(place: number, key: number, list: readonly Value[], at: number, other: number): Illegal {
    const value = list[at]!;
    const problem = this.#appended(place, key, value, this.#versions.idOf[key]!.get(value));
    if (problem !== undefined && (problem.anomaly !== 'dup' || list.indexOf(value) < at)) return problem;
    const name = this.#versions.keys[key];
    const reason = `${this.#label(other)} and ${this.#label(place)} disagree about the order of appends to ${name}`;
    return illegal('incompatible-order', reason, [other, place]);
  }

  #phantom(place: number, key: number, value: Access['value']): Illegal {
    const reason = `${this.#label(place)} read ${this.#told(key, value)}, which nobody wrote`;
    return illegal('phantom', reason, [place]);
  }

  #abortedRead(place: number, key: number, value: Access['value'], writer: number): Illegal {
    const reason = `${this.#label(place)} read ${this.#told(key, value)}, which ${this.#label(writer)} wrote, but that had no effect`;
    return illegal('G1a', reason, [writer, place]);
  }

  #internal(place: number, key: number, value: Access['value'], why: string): Illegal {
    return illegal('internal', `${this.#label(place)} read ${this.#told(key, value)}, but ${why}`, [place]);
  }

  #told(key: number, value: Access['value']): string {
    return `${this.#versions.keys[key]} = ${describeValue(value)}`;
  }
}

function illegal(anomaly: string, reason: string, culprits: readonly number[]): Illegal {
  return { outcome: 'illegal', anomaly, reason, culprits, witness: [...culprits].sort((a, b) => a - b) };
}
