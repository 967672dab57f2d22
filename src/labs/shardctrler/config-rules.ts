import { type Config, SHARDS } from '../../sdk/shardctrler.ts';

export type Groups = Config['groups'];

/** Of a shard that nobody serves. */
const NO_GID = 0;

/** The configuration in a clerk's answer; undefined when it is none. What it has beyond a `Config` is left out. */
export function parseConfig(json: string): Config | undefined {
  const value = JSON.parse(json) as Partial<Config> | null;
  if (typeof value !== 'object' || value === null) return undefined;
  const { num, shards, groups } = value;
  if (!isWhole(num) || !Array.isArray(shards) || shards.length !== SHARDS || !shards.every(isWhole)) return undefined;
  return isGroups(groups) ? { num, shards, groups } : undefined;
}

function isGroups(groups: unknown): groups is Groups {
  if (typeof groups !== 'object' || groups === null || Array.isArray(groups)) return false;
  return Object.values(groups).every(
    (names) => Array.isArray(names) && names.every((name) => typeof name === 'string'),
  );
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function gidsOf(groups: Groups): number[] {
  return Object.keys(groups).map(Number);
}

/** Equal for equal groups: JavaScript orders keys that are integers. */
export function groupsText(groups: Groups): string {
  return JSON.stringify(groups);
}

export function configText({ num, shards, groups }: Config): string {
  return `{ num ${num}, shards [${shards.join(' ')}], groups ${groupsText(groups)} }`;
}

/** Shards assigned to a group that the configuration does not have: none but NO_GID is right without groups. */
export function misplacedShards({ shards, groups }: Config): number[] {
  const gids = gidsOf(groups);
  const allowed = new Set(gids.length === 0 ? [NO_GID] : gids);
  return shards.flatMap((gid, shard) => (allowed.has(gid) ? [] : [shard]));
}

export function shardsPerGroup({ shards, groups }: Config): number[] {
  return gidsOf(groups).map((gid) => countOf(shards, gid));
}

/** Shards that have another owner than before. */
export function movedShards(before: Config, after: Config): number {
  return after.shards.filter((gid, shard) => gid !== before.shards[shard]).length;
}

/**
 * The least number of shards that must change hands so that the given groups have equal shares, give or take one.
 *
 * A group keeps what it has up to its share; the larger shares go to the groups that have most, which wastes nothing.
 */
export function leastMoves(before: Config, gids: readonly number[]): number {
  if (gids.length === 0) return before.shards.filter((gid) => gid !== NO_GID).length;
  const share = Math.floor(SHARDS / gids.length);
  const larger = SHARDS % gids.length;
  const descending = gids.map((gid) => countOf(before.shards, gid)).sort((a, b) => b - a);
  const kept = descending.map((count, rank) => Math.min(count, rank < larger ? share + 1 : share));
  return SHARDS - kept.reduce((sum, count) => sum + count, 0);
}

function countOf(shards: readonly number[], gid: number): number {
  return shards.filter((owner) => owner === gid).length;
}
