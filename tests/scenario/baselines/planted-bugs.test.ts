import { expect, test } from 'vitest';
import { PLANTED_BUGS } from '../../../reference/systems/mutants/index.ts';
import { packagePath } from '../../../src/base/package-path.ts';
import { find } from '../../../src/cli/compare-choice.ts';
import { runOnSeeds } from '../../../src/cli/compare-systems.ts';
import { planOfBug, runPlantedBug } from '../../../src/cli/run-planted-bug.ts';
import { SYSTEMS } from '../../../src/compare/systems/registry.ts';
import { loadConfig } from '../../../src/grading/config/load-config.ts';

const submission = { folder: packagePath('reference', 'labs'), config: loadConfig(packagePath()) };

for (const bug of PLANTED_BUGS) {
  const { id, name, system, expected, shownBy } = bug;
  test(`${id} ${name}: the checker finds that ${system} breaks its promise, and that without the bug it does not`, async () => {
    const { seed, result } = await runPlantedBug(bug, submission);
    expect({ verdict: result.verdict, broken: result.broken }).toEqual({ verdict: 'illegal', broken: expected });
    expect(seed).toBeLessThan(planOfBug(bug).seed + shownBy.seeds);
    const sound = await runOnSeeds(find('system', system, SYSTEMS), { ...planOfBug(bug), seed }, { submission });
    expect(sound.reason).toBeNull();
    expect(sound.claims.split(', ')).toContain(expected);
  });
}
