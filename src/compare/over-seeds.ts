import { createHash } from 'node:crypto';
import { assert } from '../base/assert.ts';
import type { ComparedSystem } from './comparison.ts';
import type { Latencies } from './measurements.ts';

const VERDICTS = ['ok', 'unknown', 'illegal'] as const;

/**
 * One row of a system's runs on several seeds: the worst verdict, and the seed of the first run that has it; of every
 * figure the median.
 */
export function overSeeds(runs: readonly { seed: number; result: ComparedSystem }[]): ComparedSystem {
  const [first] = runs;
  assert(first !== undefined, 'a comparison has at least one seed');
  if (runs.length === 1) return first.result;
  const rank = ({ verdict }: ComparedSystem) => VERDICTS.indexOf(verdict);
  const worst = runs.reduce((least, run) => (rank(run.result) > rank(least.result) ? run : least));
  const { verdict, broken, reason } = worst.result;
  const results = runs.map(({ result }) => result);
  const of = (figure: (result: ComparedSystem) => number | null) => medianOf(results.map(figure));
  const latenciesOf = (times: (result: ComparedSystem) => Latencies | null): Latencies | null => {
    const [p50, p99] = [of((result) => times(result)?.p50 ?? null), of((result) => times(result)?.p99 ?? null)];
    return p50 === null || p99 === null ? null : { p50, p99 };
  };
  return {
    ...first.result,
    verdict,
    broken,
    reason: reason === null ? null : `seed ${worst.seed}: ${reason}`,
    operations: of(({ operations }) => operations) as number,
    throughputPerS: of(({ throughputPerS }) => throughputPerS) as number,
    readMs: latenciesOf(({ readMs }) => readMs),
    writeMs: latenciesOf(({ writeMs }) => writeMs),
    messagesPerOp: of(({ messagesPerOp }) => messagesPerOp) as number,
    bytesPerOp: of(({ bytesPerOp }) => bytesPerOp) as number,
    diskWritesPerOp: of(({ diskWritesPerOp }) => diskWritesPerOp) as number,
    availability: of(({ availability }) => availability),
    recoveryMs: of(({ recoveryMs }) => recoveryMs),
    digest: createHash('sha256')
      .update(results.map((result) => result.digest).join())
      .digest('hex'),
  };
}

/** The middle one, the lower of two; null when there is none. */
function medianOf(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
