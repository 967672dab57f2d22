import fc from 'fast-check';

const seed = Number(process.env.PORCUPINE_SEED ?? 20260824);
const scale = Number(process.env.PORCUPINE_RUNS_SCALE ?? 1);

/** Checks a property on many cases and prints the seed that repeats them. */
export function holds<T>(name: string, arbitrary: fc.Arbitrary<T>, runs: number, predicate: (value: T) => void): void {
  const numRuns = Math.round(runs * scale);
  console.info(`${name}: ${numRuns} cases, PORCUPINE_SEED=${seed}`);
  fc.assert(fc.property(arbitrary, predicate), { seed, numRuns });
}
