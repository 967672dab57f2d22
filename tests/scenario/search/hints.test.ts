import { expect, test } from 'vitest';
import { packagePath } from '../../../src/base/package-path.ts';
import { loadConfig } from '../../../src/grading/config/load-config.ts';
import { hintFor } from '../../../src/grading/hints/hint-for.ts';
import { describeBug, runBug } from '../../../src/grading/hints/observe-bug.ts';
import { loadMutants } from '../../../src/grading/selfcheck/load-mutants.ts';
import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

/** A seed that hints were not made from. */
const SEED = 11;

test('a planted bug is recognised by how the tests of its lab end with another seed', async () => {
  const mutant = (await loadMutants()).find(({ id }) => id === 'R21') as Mutant;
  const results = await runBug(mutant, { config: loadConfig(packagePath()), seeds: [SEED], jobs: 2 });
  const { seen, seeds } = describeBug(mutant, 1, results);
  expect(seeds).toBe(1);
  expect(seen[mutant.scenario]).toEqual({
    'state machine safety: servers disagree about index N: a committed entry was replaced': 1,
  });
  const failed = results.filter(({ run }) => run.failure !== null);
  expect(failed.length).toBeGreaterThan(0);
  for (const result of failed) {
    expect(hintFor(result, results, 'rule')).toBe(`${mutant.hint}\n${mutant.rule}`);
  }
}, 60_000);
