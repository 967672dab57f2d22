import { type Config, SHARDS } from 'labs/shardctrler';
import type { Change, Groups } from './commands.ts';
import { NOBODY, rebalance } from './rebalance.ts';

export const FIRST_CONFIG: Config = { num: 0, shards: Array<number>(SHARDS).fill(NOBODY), groups: {} };

/** The configuration that follows; shares nothing with the one before, which stays as it is. */
export function changed(config: Config, change: Change): Config {
  const num = config.num + 1;
  switch (change.op) {
    case 'join': {
      const groups = { ...copyOf(config.groups), ...copyOf(change.groups) };
      return { num, shards: rebalance(config.shards, gidsOf(groups)), groups };
    }
    case 'leave': {
      const groups = without(config.groups, change.gids);
      return { num, shards: rebalance(config.shards, gidsOf(groups)), groups };
    }
    case 'move': {
      const isPossible = Object.hasOwn(config.groups, change.gid) && change.shard in config.shards;
      const shards = isPossible ? config.shards.with(change.shard, change.gid) : [...config.shards];
      return { num, shards, groups: copyOf(config.groups) };
    }
  }
}

/** In ascending order on every replica, however the groups came. */
function gidsOf(groups: Groups): number[] {
  return Object.keys(groups)
    .map(Number)
    .sort((a, b) => a - b);
}

function without(groups: Groups, gids: readonly number[]): Groups {
  const staying = Object.entries(groups).filter(([gid]) => !gids.includes(Number(gid)));
  return copyOf(Object.fromEntries(staying));
}

function copyOf(groups: Groups): Groups {
  return Object.fromEntries(Object.entries(groups).map(([gid, servers]) => [gid, [...servers]]));
}
