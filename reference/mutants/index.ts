import type { Mutant } from '../../src/grading/selfcheck/mutant.ts';
import { R21 } from './raft/R21-commit-old-term.ts';

/** One line per planted bug. */
export const MUTANTS: readonly Mutant[] = [R21];
