import type { System } from '../system.ts';
import { copsGt, eventual } from './cops.ts';
import { farm } from './farm.ts';

/** One line per system. */
export const SYSTEMS: readonly System[] = [farm, copsGt, eventual];
