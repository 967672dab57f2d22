import type { PlantedBug } from '../../../src/compare/planted-bug.ts';
import { D01 } from './cops/D01-no-dependency-check.ts';
import { D02 } from './cops/D02-context-forgets-put.ts';
import { D04 } from './cops/D04-last-arrival-wins.ts';
import { D05 } from './cops/D05-one-round.ts';
import { F01 } from './farm/F01-no-validate.ts';
import { F04 } from './farm/F04-no-commit-backup.ts';
import { F05 } from './farm/F05-lock-no-check.ts';
import { F06 } from './farm/F06-abort-installs.ts';
import { V01 } from './kvraft/V01-get-local.ts';

/** One line per planted bug. The letter stands for the system: F FaRM, D COPS (dependencies), V kvraft. */
export const PLANTED_BUGS: readonly PlantedBug[] = [F01, F04, F05, F06, D01, D02, D04, D05, V01];
