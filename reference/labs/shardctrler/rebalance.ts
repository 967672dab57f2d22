/** The gid of a shard that no group serves. */
export const NOBODY = 0;

/**
 * Spreads the shards over the groups: no group has two more than another, and as few shards move as possible.
 *
 * A function of its arguments alone, whatever the order of `gids`: every replica must come to the same assignment.
 *
 * @param shards the gid of each shard so far, perhaps of a group that has left.
 * @returns the new gid of each shard; {@link NOBODY} for all if there are no groups.
 */
export function rebalance(shards: readonly number[], gids: readonly number[]): number[] {
  if (gids.length === 0) return shards.map(() => NOBODY);

  const room = quotas(shards, gids);
  const kept = shards.map((gid) => (takeRoom(room, gid) ? gid : NOBODY));
  const takers = [...room].flatMap(([gid, left]) => Array<number>(left).fill(gid));
  return kept.map((gid) => (gid === NOBODY ? takers.shift()! : gid));
}

/** How many shards each group shall have. Where they cannot all have as many, those that have most keep one more. */
function quotas(shards: readonly number[], gids: readonly number[]): Map<number, number> {
  const share = Math.floor(shards.length / gids.length);
  const remainder = shards.length % gids.length;
  const shardsOf = (gid: number) => shards.filter((owner) => owner === gid).length;
  const largestFirst = [...gids].sort((a, b) => shardsOf(b) - shardsOf(a) || a - b);
  return new Map(largestFirst.map((gid, rank) => [gid, rank < remainder ? share + 1 : share]));
}

function takeRoom(room: Map<number, number>, gid: number): boolean {
  const left = room.get(gid) ?? 0;
  if (left === 0) return false;
  room.set(gid, left - 1);
  return true;
}
