import type { System } from '../system.ts';
import { bitcoin } from './bitcoin.ts';
import { copsGt, eventual } from './cops.ts';
import { farm } from './farm.ts';
import { kvraft } from './kvraft.ts';
import { shardkv } from './shardkv.ts';
import { spanner } from './spanner.ts';

/** One line per system. */
export const SYSTEMS: readonly System[] = [kvraft, shardkv, farm, spanner, copsGt, eventual, bitcoin];
