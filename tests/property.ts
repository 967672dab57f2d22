import fc from 'fast-check';
import { test } from 'vitest';

const SEED = 6824;

/** A test of a property, at values that its seed decides; on failure fast-check prints the seed and the path. */
export function checkProperty<Args>(title: string, property: fc.IRawProperty<Args>, numRuns = 200): void {
  test(`${title} (seed ${SEED})`, async () => {
    await fc.assert(property, { seed: SEED, numRuns });
  });
}
