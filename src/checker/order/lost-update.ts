import { describeValue, labels } from '../describe.ts';
import type { Illegal } from '../verdict.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import { AMBIGUOUS } from './versions.ts';

/**
 * Two operations that read one version of a key and both replace it: of the two that write, the second should have begun
 * after the first had committed, and seen its write.
 *
 * @see Berenson et al. 1995, "A critique of ANSI SQL isolation levels", P4
 */
export function lostUpdate({ observed, readersOf }: DependencyGraph): Illegal | undefined {
  const { versions, writes, history } = observed;
  for (const [version, readers] of readersOf.entries()) {
    const key = versions.keyOf[version]!;
    if (versions.writerOf[version] === AMBIGUOUS) continue;
    const writers = readers.filter((place) => writes[place]!.some((made) => versions.keyOf[made] === key));
    if (writers.length < 2) continue;
    const culprits = writers.slice(0, 2);
    const [first, second] = culprits.map(labels(history));
    const isInitial = version < versions.keys.length;
    const what = isInitial ? 'before any write' : `= ${describeValue(versions.valueAt[version])}`;
    const reason = `${first} and ${second} both read ${versions.keys[key]} ${what} and both replaced it: one of the updates is lost`;
    return {
      outcome: 'illegal',
      anomaly: 'lost-update',
      reason,
      culprits,
      witness: [...culprits].sort((a, b) => a - b),
    };
  }
  return undefined;
}
