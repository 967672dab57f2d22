import { expect, test } from 'vitest';
import { PLANTED_BUGS } from '../../../reference/systems/mutants/index.ts';
import { packagePath } from '../../../src/base/package-path.ts';
import { find } from '../../../src/cli/compare-choice.ts';
import { runOnSeeds } from '../../../src/cli/compare-systems.ts';
import { planOfBug, runPlantedBug } from '../../../src/cli/run-planted-bug.ts';
import { SYSTEMS } from '../../../src/compare/systems/registry.ts';
import { loadConfig } from '../../../src/grading/config/load-config.ts';

const submission = { folder: packagePath('reference', 'labs'), config: loadConfig(packagePath()) };

/** The seed that shows each bug, by its id. */
const shownAt = new Map<string, number>();

for (const bug of PLANTED_BUGS) {
  const { id, name, system, expected, shownBy } = bug;
  test(`${id} ${name}: the checker finds that ${system} breaks its promise`, async () => {
    const { seed, result } = await runPlantedBug(bug, submission);
    shownAt.set(id, seed);
    expect({ verdict: result.verdict, broken: result.broken }).toEqual({ verdict: 'illegal', broken: expected });
    expect(seed).toBeLessThan(planOfBug(bug).seed + shownBy.seeds);
  });
}

const firstOfSystem = new Map(PLANTED_BUGS.toReversed().map((bug) => [bug.system, bug]));

for (const bug of firstOfSystem.values()) {
  const { id, system, expected } = bug;
  test(`the checker finds that ${system} keeps its promise where ${id} breaks it`, async () => {
    const plan = { ...planOfBug(bug), seed: shownAt.get(id) ?? planOfBug(bug).seed };
    const sound = await runOnSeeds(find('system', system, SYSTEMS), plan, { submission });
    expect(sound.reason).toBeNull();
    expect(sound.claims.split(', ')).toContain(expected);
  });
}
