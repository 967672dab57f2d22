import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectGroups, expectRebalanced } from '../../../src/labs/shardctrler/config-checks.ts';
import { leastMoves, movedShards, parseConfig, shardsPerGroup } from '../../../src/labs/shardctrler/config-rules.ts';
import { type Config, SHARDS } from '../../../src/sdk/shardctrler.ts';
import { checkProperty } from '../../property.ts';
import { verdict } from '../../scenario/harness/raft-events.ts';

function config(num: number, gids: readonly number[], shards: readonly number[]): Config {
  return { num, shards: [...shards], groups: Object.fromEntries(gids.map((gid) => [gid, [`server of ${gid}`]])) };
}

/** Moves one shard at a time from a group that has too many to one that has too few: slow, but surely balanced. */
function moveOneByOne(shards: readonly number[], gids: readonly number[]): number[] {
  const result = [...shards];
  const count = (gid: number) => result.filter((owner) => owner === gid).length;
  for (;;) {
    const poorest = gids.reduce((a, b) => (count(b) < count(a) ? b : a));
    const homeless = result.findIndex((gid) => !gids.includes(gid));
    const richest = gids.reduce((a, b) => (count(b) > count(a) ? b : a));
    if (homeless >= 0) result[homeless] = poorest;
    else if (count(richest) - count(poorest) > 1) result[result.indexOf(richest)] = poorest;
    else return result;
  }
}

const gid = fc.integer({ min: 1, max: 14 });
const shards = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: SHARDS, maxLength: SHARDS });
const gids = fc.uniqueArray(gid, { minLength: 1, maxLength: 13 });

checkProperty(
  'moving shards one by one to the poorest group takes the least number of moves',
  fc.property(shards, gids, (before, groups) => {
    const after = moveOneByOne(before, groups);
    const [old, fresh] = [config(1, [], before), config(2, groups, after)];
    expect(movedShards(old, fresh)).toBe(leastMoves(old, groups));
    expect(verdict(() => expectRebalanced(old, fresh))).toBe('legal');
  }),
);

checkProperty(
  'exchanging the shards of two groups keeps the balance, but moves more than it has to',
  fc.property(shards, gids, (before, groups) => {
    const after = moveOneByOne(before, groups);
    const kept = after.findIndex((owner, shard) => owner === before[shard]);
    const swap = after.findIndex((owner, shard) => owner !== after[kept] && before[shard] === owner);
    fc.pre(kept >= 0 && swap >= 0);
    const worse = after.with(kept, after[swap] as number).with(swap, after[kept] as number);
    const fresh = config(2, groups, worse);
    expect(shardsPerGroup(fresh).toSorted()).toEqual(shardsPerGroup(config(2, groups, after)).toSorted());
    expect(verdict(() => expectRebalanced(config(1, [], before), fresh))).toMatchObject({
      property: 'minimal transfer',
    });
  }),
);

test('a group that keeps too much is told apart from one that was moved without need', () => {
  const before = config(1, [1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(
    verdict(() => expectRebalanced(before, config(2, [1, 2], [1, 1, 1, 1, 1, 1, 2, 2, 2, 2]))),
  ).toMatchInlineSnapshot(`
    {
      "actual": "shards [1 1 1 1 1 1 2 2 2 2] for groups 1, 2",
      "expected": "no group has two shards more than another",
      "message": "configuration 2 is not balanced",
      "property": "balance",
    }
  `);
  const even = config(2, [1, 2], [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(
    verdict(() => expectRebalanced(even, config(3, [1, 2, 3], [3, 1, 1, 1, 3, 2, 2, 2, 3, 1]))),
  ).toMatchInlineSnapshot(`
    {
      "actual": "4 do: [3 1 1 1 3 2 2 2 3 1]",
      "expected": "3 of the shards [1 1 1 1 1 2 2 2 2 2] change hands, now that the groups are 1, 2, 3",
      "message": "configuration 3 moves more shards than it has to",
      "property": "minimal transfer",
    }
  `);
});

test('a change makes exactly one configuration', () => {
  const before = config(1, [1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(verdict(() => expectRebalanced(before, { ...before, num: 3 }))).toMatchInlineSnapshot(`
    {
      "actual": "{ num 3, shards [1 1 1 1 1 1 1 1 1 1], groups {"1":["server of 1"]} }",
      "expected": "configuration 2",
      "message": "one change led from configuration 1 to configuration 3",
      "property": "exactly once",
    }
  `);
});

test('the last group to leave takes no shards with it', () => {
  const stuck = config(2, [], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(verdict(() => expectGroups(stuck, {}))).toMatchInlineSnapshot(`
    {
      "actual": "shards [1 1 1 1 1 1 1 1 1 1]; wrong: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
      "expected": "no groups, and every shard at gid 0",
      "message": "configuration 2 assigns shards to groups that it does not have",
      "property": "every shard is served",
    }
  `);
});

test('groups are compared with their servers', () => {
  const joined = config(1, [1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(verdict(() => expectGroups(joined, { 1: ['x', 'y'] }))).toMatchInlineSnapshot(`
    {
      "actual": "{"1":["server of 1"]}",
      "expected": "{"1":["x","y"]}",
      "message": "configuration 1 has the wrong groups",
      "property": "membership",
    }
  `);
});

test('what is no configuration is recognised', () => {
  const right = { num: 0, shards: Array(SHARDS).fill(0), groups: {} };
  expect(parseConfig(JSON.stringify({ ...right, more: 1 }))).toEqual(right);
  const wrong = [null, 7, [], {}, { ...right, num: -1 }, { ...right, shards: [0] }, { ...right, groups: [] }];
  for (const value of [...wrong, { ...right, groups: { 1: 'x' } }]) {
    expect(parseConfig(JSON.stringify(value))).toBeUndefined();
  }
});
