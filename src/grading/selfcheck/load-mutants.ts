import { loadReference } from './load-reference.ts';
import type { Mutant } from './mutant.ts';

/** All planted bugs of the labs: `reference/mutants`, which is source, like the reference itself. */
export async function loadMutants(): Promise<readonly Mutant[]> {
  const { MUTANTS } = await loadReference<{ MUTANTS: readonly Mutant[] }>('mutants', 'index.ts');
  return MUTANTS;
}
