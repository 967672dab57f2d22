import type { System } from '../system.ts';
import { bitcoin } from './bitcoin.ts';
import { copsGt, eventual } from './cops.ts';
import { farm } from './farm.ts';
import { kvraft } from './kvraft.ts';

/** One line per system. */
export const SYSTEMS: readonly System[] = [kvraft, farm, copsGt, eventual, bitcoin];
