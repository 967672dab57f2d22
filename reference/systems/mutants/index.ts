import type { PlantedBug } from '../../../src/compare/planted-bug.ts';
import { B01 } from './bitcoin/B01-spent-twice-in-block.ts';
import { B02 } from './bitcoin/B02-unconfirmed.ts';
import { D01 } from './cops/D01-no-dependency-check.ts';
import { D02 } from './cops/D02-context-forgets-put.ts';
import { D04 } from './cops/D04-last-arrival-wins.ts';
import { D05 } from './cops/D05-one-round.ts';
import { F01 } from './farm/F01-no-validate.ts';
import { F04 } from './farm/F04-no-commit-backup.ts';
import { F05 } from './farm/F05-lock-no-check.ts';
import { F06 } from './farm/F06-abort-installs.ts';
import { V01 } from './kvraft/V01-get-local.ts';
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

/**
 * One line per planted bug. The letter stands for the system: F FaRM, D COPS (dependencies), V kvraft, S Spanner,
 * B Bitcoin.
 */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  D01,
  D02,
  D04,
  D05,
  F01,
  F04,
  F05,
  F06,
  V01,
  S01,
  S02,
  S03,
  S04,
  S05,
  S06,
  S07,
  S08,
  S09,
  S10,
  S11,
  B01,
  B02,
];
