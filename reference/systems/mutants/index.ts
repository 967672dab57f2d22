import type { PlantedBug } from '../../../src/compare/planted-bug.ts';
import { S01 } from './spanner/S01-no-commit-wait.ts';
import { S02 } from './spanner/S02-start-rule-earliest.ts';
import { S03 } from './spanner/S03-safe-time-ignored.ts';
import { S04 } from './spanner/S04-prepared-ignored.ts';
import { S05 } from './spanner/S05-unlocked-before-commit.ts';
import { S06 } from './spanner/S06-prepared-not-replicated.ts';
import { S07 } from './spanner/S07-lost-read-locks.ts';
import { S08 } from './spanner/S08-promise-broken.ts';
import { S09 } from './spanner/S09-latest-values.ts';
import { S10 } from './spanner/S10-outcome-forgotten.ts';
import { S11 } from './spanner/S11-locks-not-rebuilt.ts';

/** One line per planted bug. The letter stands for the system: S Spanner. */
export const PLANTED_BUGS: readonly PlantedBug[] = [S01, S02, S03, S04, S05, S06, S07, S08, S09, S10, S11];
