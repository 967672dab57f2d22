import { LabsError } from '../base/errors.ts';
import type { ComparedSystem } from '../compare/comparison.ts';
import { loadPlantedBugs } from '../compare/load-planted-bugs.ts';
import type { PlantedBug } from '../compare/planted-bug.ts';
import { planOf, type RunPlan } from '../compare/run-plan.ts';
import { SYSTEMS } from '../compare/systems/registry.ts';
import { find, findConditions } from './compare-choice.ts';
import { type ComparisonOptions, runOnSeeds } from './compare-systems.ts';

/**
 * A planted bug by its id.
 *
 * @throws LabsError when there is none, or when systems are named beside it.
 */
export async function findPlantedBug(id: string, systems: readonly string[]): Promise<PlantedBug> {
  const bug = find('planted bug', id, await loadPlantedBugs());
  if (systems.length === 0) return bug;
  throw new LabsError('bad-option', `--plant ${bug.id} with ${systems.join(', ')}: a planted bug has its own system`, {
    hint: `labs compare --plant ${bug.id} runs ${bug.system} with it`,
  });
}

export function planOfBug({ shownBy }: PlantedBug): RunPlan {
  const { firstSeed: seed = 1, clients = 9, requests = 1_000, ratePerS, ...names } = shownBy;
  return planOf({ ...findConditions(names), seed, clients, requests, ratePerS });
}

/** Runs the system that has the bug on seed after seed, until its promise is broken or the seeds are used up. */
export async function runPlantedBug(
  bug: PlantedBug,
  submission: ComparisonOptions['submission'],
): Promise<{ seed: number; result: ComparedSystem }> {
  const plan = planOfBug(bug);
  const system = find('system', bug.system, SYSTEMS);
  for (let seed = plan.seed; ; seed++) {
    const result = await runOnSeeds(system, { ...plan, seed }, { submission, patches: bug.patches });
    if (result.verdict === 'illegal' || seed === plan.seed + bug.shownBy.seeds - 1) return { seed, result };
  }
}
