import type { Config } from '../../sdk/shardctrler.ts';
import { type Property, PropertyViolated } from '../failure.ts';
import {
  configText,
  type Groups,
  gidsOf,
  groupsText,
  leastMoves,
  misplacedShards,
  movedShards,
  shardsPerGroup,
} from './config-rules.ts';
import { balance, everyShardServed, exactlyOnce, membership, minimalTransfer } from './properties.ts';

/** @throws PropertyViolated unless the configuration has exactly these groups, and its shards belong to them. */
export function expectGroups(config: Config, groups: Groups): void {
  if (groupsText(config.groups) !== groupsText(groups)) {
    throw new PropertyViolated(membership, {
      message: `configuration ${config.num} has the wrong groups`,
      expected: groupsText(groups),
      actual: groupsText(config.groups),
    });
  }
  expectServed(config);
}

/**
 * What must be true of a configuration that a join or leave made from the one before: balance, and no needless move.
 *
 * @throws PropertyViolated when it is not.
 */
export function expectRebalanced(before: Config, after: Config): void {
  if (after.num !== before.num + 1) {
    throw new PropertyViolated(exactlyOnce, {
      message: `one change led from configuration ${before.num} to configuration ${after.num}`,
      expected: `configuration ${before.num + 1}`,
      actual: configText(after),
    });
  }
  expectServed(after);
  const counts = shardsPerGroup(after);
  if (counts.length > 0 && Math.max(...counts) - Math.min(...counts) > 1) {
    throw new PropertyViolated(balance, {
      message: `configuration ${after.num} is not balanced`,
      expected: 'no group has two shards more than another',
      actual: `shards [${after.shards.join(' ')}] for groups ${gidsOf(after.groups).join(', ')}`,
    });
  }
  const least = leastMoves(before, gidsOf(after.groups));
  const moved = movedShards(before, after);
  if (moved !== least) {
    throw new PropertyViolated(minimalTransfer, {
      message: `configuration ${after.num} moves more shards than it has to`,
      expected: `${least} of the shards [${before.shards.join(' ')}] change hands, now that the groups are ${gidsOf(after.groups).join(', ') || 'none'}`,
      actual: `${moved} do: [${after.shards.join(' ')}]`,
    });
  }
}

/** @throws PropertyViolated for the given property unless both are the same configuration. */
export function expectSame(property: Property, config: Config, expected: Config, where: string): void {
  if (configText(config) === configText(expected)) return;
  throw new PropertyViolated(property, {
    message: `configuration ${expected.num} is another one ${where}`,
    expected: configText(expected),
    actual: configText(config),
  });
}

function expectServed(config: Config): void {
  const misplaced = misplacedShards(config);
  if (misplaced.length === 0) return;
  const gids = gidsOf(config.groups);
  throw new PropertyViolated(everyShardServed, {
    message: `configuration ${config.num} assigns shards to groups that it does not have`,
    expected:
      gids.length > 0 ? `every shard at one of the groups ${gids.join(', ')}` : 'no groups, and every shard at gid 0',
    actual: `shards [${config.shards.join(' ')}]; wrong: ${misplaced.join(', ')}`,
  });
}
