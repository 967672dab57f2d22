import { loadReference } from '../grading/selfcheck/load-reference.ts';
import type { PlantedBug } from './planted-bug.ts';

/** All planted bugs of systems: `reference/systems/mutants`. */
export async function loadPlantedBugs(): Promise<readonly PlantedBug[]> {
  const { PLANTED_BUGS } = await loadReference<{ PLANTED_BUGS: readonly PlantedBug[] }>(
    'systems',
    'mutants',
    'index.ts',
  );
  return PLANTED_BUGS;
}
