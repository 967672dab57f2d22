import type { Config } from '../../sdk/shardctrler.ts';
import { PropertyViolated } from '../failure.ts';
import { expectGroups, expectRebalanced, expectSame } from './config-checks.ts';
import { configText, type Groups, gidsOf } from './config-rules.ts';
import type { CtrlerClerk } from './ctrler-clerk.ts';
import { exactlyOnce, exactPlacement, immutableHistory, membership, queryBeyond } from './properties.ts';

/**
 * The only one who changes configurations, so that it knows after each change what the next one must look like, and
 * looks (Go: `check` after every step).
 */
export class Admin {
  readonly clerk: CtrlerClerk;
  /** Every configuration so far, by number; empty before {@link start}. */
  readonly history: Config[] = [];

  constructor(clerk: CtrlerClerk) {
    this.clerk = clerk;
  }

  get latest(): Config {
    return this.history.at(-1) as Config;
  }

  /** Reads configuration 0: no groups, every shard at gid 0. */
  async start(): Promise<void> {
    const config = await this.clerk.query(-1);
    if (config.num !== 0) {
      throw new PropertyViolated(membership, {
        message: 'the first configuration is not numbered 0',
        expected: 'num 0 before the first join',
        actual: configText(config),
      });
    }
    expectGroups(config, {});
    this.history.push(config);
  }

  async join(groups: Groups): Promise<Config> {
    await this.clerk.join(groups);
    return this.#rebalanced({ ...this.latest.groups, ...groups });
  }

  async leave(...gids: number[]): Promise<Config> {
    await this.clerk.leave(gids);
    const staying = Object.entries(this.latest.groups).filter(([gid]) => !gids.includes(Number(gid)));
    return this.#rebalanced(Object.fromEntries(staying));
  }

  /** Moves a shard to a group that does not have it. */
  async move(shard: number, gid: number): Promise<Config> {
    const before = this.latest;
    await this.clerk.move(shard, gid);
    const after = await this.clerk.query(-1);
    if (after.num <= before.num) {
      throw new PropertyViolated(exactlyOnce, {
        message: `moving shard ${shard} from group ${before.shards[shard]} to group ${gid} made no configuration`,
        expected: `configuration ${before.num + 1}`,
        actual: configText(after),
      });
    }
    const expected = { num: before.num + 1, shards: before.shards.with(shard, gid), groups: before.groups };
    expectSame(exactPlacement, after, expected, `after shard ${shard} was moved to group ${gid}`);
    this.history.push(after);
    return after;
  }

  /** Takes over what others have changed meanwhile: only joins and leaves, one configuration for each. */
  async review(changes: number, groups: Groups): Promise<void> {
    const first = this.latest.num;
    const latest = await this.clerk.query(-1);
    if (latest.num !== first + changes) {
      throw new PropertyViolated(exactlyOnce, {
        message: `${changes} joins and leaves made ${latest.num - first} configurations`,
        expected: `configuration ${first + changes} at the end`,
        actual: `configuration ${latest.num}, with groups ${gidsOf(latest.groups).join(', ') || 'none'}`,
      });
    }
    for (let num = first + 1; num <= latest.num; num++) {
      const config = await this.clerk.query(num);
      expectRebalanced(this.latest, config);
      this.history.push(config);
    }
    expectSame(immutableHistory, latest, this.latest, 'when asked for by its number');
    expectGroups(this.latest, groups);
  }

  /** Reads every configuration again, by its number. */
  async reread(property: typeof immutableHistory, where: string): Promise<void> {
    for (const config of this.history) expectSame(property, await this.clerk.query(config.num), config, where);
  }

  /** Every configuration by its number, and the latest one under a number that none has yet. */
  async rereadAll(): Promise<void> {
    await this.reread(immutableHistory, 'at the end of the test');
    const beyond = await this.clerk.query(this.latest.num + 1);
    expectSame(
      queryBeyond,
      beyond,
      this.latest,
      `when asked for number ${this.latest.num + 1}, which there is not yet`,
    );
  }

  async #rebalanced(groups: Groups): Promise<Config> {
    const config = await this.clerk.query(-1);
    expectGroups(config, groups);
    expectRebalanced(this.latest, config);
    this.history.push(config);
    return config;
  }
}
