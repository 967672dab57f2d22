import type { System } from '../system.ts';
import { copsGt, eventual } from './cops.ts';

/** One line per system. */
export const SYSTEMS: readonly System[] = [copsGt, eventual];
