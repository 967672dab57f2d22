import type { RandomStream } from '../../base/random.ts';
import { KvHistory } from '../../checker/kv-history.ts';
import { FaultInjector } from '../../harness/faults/injector.ts';
import type { World } from '../../harness/world.ts';
import type { ShardKVOptions } from '../../sdk/programs/shardkv.ts';
import type { ShardKVClerkOptions } from '../../sdk/programs/shardkv-clerk.ts';
import type { Config } from '../../sdk/shardctrler.ts';
import { type FailureDetails, type Property, PropertyViolated } from '../failure.ts';
import { KvClerk } from '../kvraft/kv-clerk.ts';
import { CommitCheck } from '../raft/commit-check.ts';
import { addCtrlerClerk, addCtrlers } from '../shardctrler/cluster.ts';
import type { CtrlerClerk } from '../shardctrler/ctrler-clerk.ts';
import { ReplicaGroup } from '../shardctrler/replica-group.ts';
import { within } from '../within.ts';
import { type IsPassage, PassageWatch } from './passage-watch.ts';
import { shardProgress } from './properties.ts';
import { ShardOwners } from './shard-owners.ts';

/** Go's groups 0, 1 and 2. */
export const GIDS = [100, 101, 102] as const;
export type Gid = (typeof GIDS)[number];

const CTRLERS = 3;
const SERVERS_PER_GROUP = 3;
/** Groups look for a new configuration every 100 ms; commits and handovers take much less, lost messages included. */
const MIGRATION_MS = 5_000;
/** One way; there and back within the 100 ms that a call may take anyway. */
const HANDOVER_LATENCY_MS = [30, 45] as const;
/** Until shards are on their way, after a change. */
const PASSAGE_MS = 400;
/** Elections, retries and migrations one after the other all fit in. */
const PROGRESS_MS = 30_000;

/** The controller, three groups of key/value servers, and their clerks (Go: `shardkv/config.go`). */
export class ShardKvCluster {
  readonly world: World;
  readonly ctrlers: ReplicaGroup;
  readonly groups: ReadonlyMap<Gid, ReplicaGroup>;
  readonly faults: FaultInjector;
  readonly history = new KvHistory();
  readonly random: RandomStream;
  readonly maxRaftState: number;
  readonly #commits: CommitCheck;
  readonly #passages: PassageWatch;
  readonly #owners: ShardOwners;
  readonly #admin: CtrlerClerk;
  readonly #directory: Record<string, number> = {};
  #clerks = 0;

  constructor(world: World, { maxRaftState, isReliable }: { maxRaftState: number; isReliable: boolean }) {
    this.world = world;
    this.maxRaftState = maxRaftState;
    this.random = world.stream('test');
    this.faults = new FaultInjector(world);
    world.network.isReliable = isReliable;
    this.ctrlers = new ReplicaGroup(world, this.faults, addCtrlers(world, CTRLERS));
    const firstId = world.nodes.length;
    for (const [g, gid] of GIDS.entries()) {
      for (let me = 0; me < SERVERS_PER_GROUP; me++) {
        this.#directory[serverName(gid, me)] = firstId + g * SERVERS_PER_GROUP + me;
      }
    }
    this.groups = new Map(GIDS.map((gid) => [gid, this.#addGroup(gid)]));
    this.#commits = new CommitCheck([...this.groups.values()].map(({ watch }) => watch.log));
    world.observers.add(this.#commits);
    this.#passages = new PassageWatch([...this.groups.values()]);
    world.observers.add(this.#passages);
    const servers = [...this.groups].map(([gid, group]) => [gid, group.servers] as const);
    this.#owners = new ShardOwners({ now: () => world.nowMs, history: this.history, groups: servers });
    world.observers.add(this.#owners);
    this.#admin = addCtrlerClerk(world, 'admin', this.ctrlers, this.random);
  }

  group(gid: Gid): ReplicaGroup {
    return this.groups.get(gid) as ReplicaGroup;
  }

  newClerk(): KvClerk {
    const node = this.world.addNode({
      name: `clerk ${this.#clerks++}`,
      program: 'shardkvClerk',
      options: {
        ctrlers: this.random.shuffled(this.ctrlers.ids),
        directory: this.#directory,
      } satisfies ShardKVClerkOptions,
    });
    this.world.boot(node);
    return new KvClerk(this.world, node, { history: this.history, commits: this.#commits });
  }

  /** Groups join, all in one configuration (Go: `joinm`). */
  join(...gids: readonly Gid[]): Promise<void> {
    this.#owners.onChange();
    return this.#admin.join(
      Object.fromEntries(gids.map((gid) => [gid, this.group(gid).servers.map(({ spec }) => spec.name)])),
    );
  }

  leave(...gids: readonly Gid[]): Promise<void> {
    this.#owners.onChange();
    return this.#admin.leave(gids);
  }

  move(shard: number, gid: Gid): Promise<void> {
    this.#owners.onChange();
    return this.#admin.move(shard, gid);
  }

  config(): Promise<Config> {
    return this.#admin.query(-1);
  }

  /** The shards that the latest configuration assigns to a group. */
  async shardsOf(gid: Gid): Promise<ReadonlySet<number>> {
    const { shards } = await this.config();
    return new Set(shards.flatMap((owner, shard) => (owner === gid ? [shard] : [])));
  }

  elapse(ms: number): Promise<void> {
    return this.world.sleep(ms);
  }

  /** Time for shards to reach their new groups, where nothing else shows that they have. */
  migrate(): Promise<void> {
    return this.elapse(MIGRATION_MS);
  }

  /** Makes the way between groups longer, so that shards are on their way for a while; within a group it stays short. */
  slowHandovers(): void {
    for (const from of this.groups.values()) {
      for (const to of this.groups.values()) {
        if (from === to) continue;
        const change = { latencyMs: HANDOVER_LATENCY_MS };
        this.faults.inject({ kind: 'link-quality', from: from.ids, to: to.ids, change });
      }
    }
  }

  /**
   * Acts at the next message between groups that is the one meant; when none is, some time from now anyway.
   *
   * @returns when it has acted.
   */
  async disturbPassage(isIt: IsPassage, act: () => void): Promise<void> {
    let hasActed = false;
    const actOnce = () => {
      if (!hasActed) act();
      hasActed = true;
    };
    this.#passages.atNext(isIt, actOnce);
    await this.elapse(PASSAGE_MS);
    actOnce();
  }

  /** Has a group applied so many log entries since now? As far as its Raft is seen; else it always has. */
  progressOf({ watch: { log } }: ReplicaGroup, entries: number): () => boolean {
    const { lastIndex } = log;
    return () => !log.isObserving || log.lastIndex >= lastIndex + entries;
  }

  /** A last get of every key that was written: it must show what all the writes before have made. */
  async readAll(): Promise<void> {
    const clerk = this.newClerk();
    const keys = new Set(this.history.operations().map(({ input }) => input.key));
    for (const key of keys) await this.soon(clerk.get(key));
  }

  /** What the servers of all groups have on their disks. */
  get storedBytes(): number {
    const disks = [...this.groups.values()].flatMap(({ servers }) => servers.map(({ disk }) => disk));
    return disks.reduce((sum, { stateSizeBytes, snapshotSizeBytes }) => sum + stateSizeBytes + snapshotSizeBytes, 0);
  }

  /** @throws PropertyViolated when what the promise stands for does not happen although nothing is in its way. */
  async soon<T>(promise: Promise<T>, property = shardProgress): Promise<T> {
    const done = await within(
      this.world,
      PROGRESS_MS,
      promise.then((value) => ({ value })),
    );
    if (done !== undefined) return done.value;
    const [first] = this.history.pending;
    return this.fail(property, {
      message: first === undefined ? 'the clients did not end' : `${first.client} has been waiting for too long`,
      expected: `every operation completes within ${PROGRESS_MS / 1000} s of the last fault`,
      actual:
        first === undefined
          ? 'they are still busy'
          : `${first.client} called ${first.input.op}(${JSON.stringify(first.input.key)}) at ${first.calledAtMs.toFixed(1)} ms and has no answer at ${this.world.nowMs.toFixed(1)} ms`,
    });
  }

  fail(property: Property, details: FailureDetails): never {
    throw new PropertyViolated(property, details);
  }

  #addGroup(gid: Gid): ReplicaGroup {
    const names = Array.from({ length: SERVERS_PER_GROUP }, (_, me) => serverName(gid, me));
    const options = {
      servers: names.map((name) => this.#directory[name] as number),
      gid,
      maxRaftState: this.maxRaftState,
      ctrlers: this.ctrlers.ids,
      directory: this.#directory,
    };
    const nodes = names.map((name, me) =>
      this.world.addNode({ name, program: 'shardkv', options: { ...options, me } satisfies ShardKVOptions }),
    );
    for (const node of nodes) this.world.boot(node);
    return new ReplicaGroup(this.world, this.faults, nodes);
  }
}

function serverName(gid: Gid, me: number): string {
  return `server-${gid}-${me}`;
}
