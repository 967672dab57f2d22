import type { KvHistory } from '../../checker/kv-history.ts';
import type { Call } from '../../harness/network/call.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';

import { key2shard } from '../../sdk/shardkv.ts';
import { PropertyViolated } from '../failure.ts';
import { shardsAreSpread } from './properties.ts';

/** What a clerk has done since its last operation returned. */
interface Activity {
  /** When it sent its first request; undefined: none yet. */
  firstRequestMs: number | undefined;
  /** The groups that have replied to it. */
  readonly repliers: Set<number>;
  /** Several of its operations were under way: which one a reply was for cannot be told. */
  isMixed: boolean;
}

/** Operations on one shard that one group has served, without another in between. */
interface Stint {
  gid: number;
  /** When the first of them returned: the group owned the shard by then. */
  sinceMs: number;
}

export interface ShardOwnersOptions {
  now: () => number;
  /** Of all clerks. */
  history: KvHistory;
  groups: Iterable<readonly [gid: number, servers: readonly SimNode[]]>;
}

/**
 * At most one group serves a shard at a time. A shard that group after group has served, one operation after the other
 * in real time, has changed hands as often, and every time there was a configuration for it.
 *
 * Who served an operation is known when only one group has replied to the clerk on the way, and the clerk had no other
 * operation. Operations that overlap say nothing about the order of their groups, and are left out.
 */
export class ShardOwners implements Observer {
  readonly #groupOf = new Map<SimNode, number>();
  readonly #activities = new Map<SimNode, Activity>();
  readonly #stints = new Map<number, Stint[]>();
  readonly #now: () => number;
  readonly #history: KvHistory;
  #changes = 0;

  constructor({ now, history, groups }: ShardOwnersOptions) {
    this.#now = now;
    this.#history = history;
    for (const [gid, servers] of groups) for (const server of servers) this.#groupOf.set(server, gid);
  }

  /** Somebody asks the controller for a new configuration. */
  onChange(): void {
    this.#changes++;
  }

  onRequest({ from, to }: Call): void {
    if (this.#groupOf.has(from) || !this.#groupOf.has(to)) return;
    this.#activityOf(from).firstRequestMs ??= this.#now();
  }

  onReply({ from, to }: Call): void {
    const gid = this.#groupOf.get(to);
    if (gid !== undefined && !this.#groupOf.has(from)) this.#activityOf(from).repliers.add(gid);
  }

  onReturn(clerk: SimNode, _method: string, args: string): void {
    const activity = this.#activities.get(clerk);
    if (activity === undefined) return;
    const underway = this.#history.pending.filter(({ client }) => client === clerk.spec.name).length;
    activity.isMixed ||= underway > 1;
    if (underway > 1) return;
    this.#activities.delete(clerk);
    const [gid, ...others] = activity.repliers;
    const [key] = JSON.parse(args) as unknown[];
    if (activity.isMixed || gid === undefined || others.length > 0 || activity.firstRequestMs === undefined) return;
    this.#onServed(clerk, key2shard(String(key)), gid, activity.firstRequestMs);
  }

  #onServed(clerk: SimNode, shard: number, gid: number, requestedMs: number): void {
    const stints = this.#stints.get(shard) ?? [];
    this.#stints.set(shard, stints);
    const last = stints.at(-1);
    if (last?.gid === gid || (last !== undefined && requestedMs <= last.sinceMs)) return;
    stints.push({ gid, sinceMs: this.#now() });
    if (stints.length <= this.#changes) return;
    const owners = stints.map((stint) => `group ${stint.gid} by ${stint.sinceMs.toFixed(1)} ms`);
    throw new PropertyViolated(shardsAreSpread, {
      message: `two groups serve shard ${shard} at the same time`,
      expected: `at most ${this.#changes} owners one after the other, since the controller was asked for ${this.#changes} configurations`,
      actual: `${clerk.spec.name} was served by group ${gid}; the shard's owners were ${owners.join(', ')}`,
    });
  }

  #activityOf(clerk: SimNode): Activity {
    let activity = this.#activities.get(clerk);
    if (activity === undefined) {
      activity = { firstRequestMs: undefined, repliers: new Set(), isMixed: false };
      this.#activities.set(clerk, activity);
    }
    return activity;
  }
}
