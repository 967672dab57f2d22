import type { RandomStream } from '../../base/random.ts';
import { KvHistory } from '../../checker/kv-history.ts';
import { FaultInjector } from '../../harness/faults/injector.ts';
import type { LinkQuality } from '../../harness/faults/link-quality.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { CrashableEffect } from '../../harness/step-effects.ts';
import type { World } from '../../harness/world.ts';
import type { ClerkOptions } from '../../sdk/programs/clerk.ts';
import type { KVServerOptions } from '../../sdk/programs/kvserver.ts';
import type { RaftState } from '../../sdk/raft.ts';
import { type FailureDetails, type Property, PropertyViolated } from '../failure.ts';
import { CommitCheck } from '../raft/commit-check.ts';
import { leaderElection } from '../raft/properties.ts';
import { ServiceGroupWatch } from '../raft/service-group-watch.ts';
import { within } from '../within.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { KvClerk } from './kv-clerk.ts';
import { linearizability, progress } from './properties.ts';

export interface KvClusterOptions {
  servers: number;
  isReliable: boolean;
  /** −1: no snapshots. */
  maxRaftState: number;
}

/** Go's electionTimeout: what a correct group needs to get over a change of the network. */
export const ELECTION_MS = 1_000;
const LEADER_MS = 10_000;
const POLL_MS = 20;
/** Retries, elections and servers that give up waiting after seconds all fit in. */
const PROGRESS_MS = 30_000;

/** A group of key/value servers, their clerks, and what is done to them: the helpers of Go's `config.go`. */
export class KvCluster {
  readonly world: World;
  readonly servers: readonly SimNode[];
  readonly faults: FaultInjector;
  readonly history = new KvHistory();
  readonly watch: ServiceGroupWatch;
  readonly random: RandomStream;
  readonly maxRaftState: number;
  readonly clerks: KvClerk[] = [];
  readonly #commits: CommitCheck;

  constructor(world: World, { servers, isReliable, maxRaftState }: KvClusterOptions) {
    this.world = world;
    this.maxRaftState = maxRaftState;
    this.random = world.stream('test');
    this.faults = new FaultInjector(world);
    const ids = Array.from({ length: servers }, (_, me) => me);
    this.servers = ids.map((me) =>
      world.addNode({
        name: `server ${me}`,
        program: 'kvserver',
        options: { servers: ids, me, maxRaftState } satisfies KVServerOptions,
      }),
    );
    this.watch = new ServiceGroupWatch(world, this.servers);
    this.#commits = new CommitCheck([this.watch.log]);
    world.observers.add(this.#commits);
    world.network.isReliable = isReliable;
    for (const server of this.servers) world.boot(server);
  }

  /** A clerk that knows all servers, in random order, but reaches only the given ones (Go: `makeClient(to)`). */
  newClerk(reachable: readonly SimNode[] = this.servers): KvClerk {
    const node = this.world.addNode({
      name: `clerk ${this.clerks.length}`,
      program: 'clerk',
      options: { servers: this.random.shuffled(this.servers).map(({ id }) => id) } satisfies ClerkOptions,
    });
    this.world.boot(node);
    const clerk = new KvClerk(this.world, node, { history: this.history, commits: this.#commits });
    this.clerks.push(clerk);
    if (reachable !== this.servers) this.limit(clerk, reachable);
    return clerk;
  }

  /** From now on a clerk reaches these servers and no others (Go: `ConnectClient`). */
  limit({ node }: KvClerk, reachable: readonly SimNode[]): void {
    const cutOff = this.others(...reachable);
    if (cutOff.length > 0) this.faults.inject({ kind: 'mute', node: node.id, to: idsOf(cutOff) });
    if (reachable.length > 0) this.faults.inject({ kind: 'reconnect', node: node.id, to: idsOf(reachable) });
  }

  others(...excluded: SimNode[]): SimNode[] {
    return this.servers.filter((server) => !excluded.includes(server));
  }

  elapse(ms: number): Promise<void> {
    return this.world.sleep(ms);
  }

  /** Splits the servers; clerks still reach both sides. */
  partition(...groups: readonly (readonly SimNode[])[]): void {
    this.faults.inject({ kind: 'partition', groups: groups.map(idsOf) });
  }

  heal(): void {
    this.faults.inject({ kind: 'partition', groups: [idsOf(this.servers)] });
  }

  crash(...servers: readonly SimNode[]): void {
    for (const { id } of servers) this.faults.inject({ kind: 'crash', node: id });
  }

  restart(...servers: readonly SimNode[]): void {
    for (const { id } of servers) this.faults.inject({ kind: 'restart', node: id });
  }

  /** Crashes a server right after an effect of one of its next steps, if there is one within `withinMs`. */
  crashAfter({ id }: SimNode, after: CrashableEffect, withinMs: number): void {
    this.faults.inject({ kind: 'crash-point', node: id, after, skip: 0, withinMs });
  }

  /** Loses, or lets through again, what is sent from some nodes to others, requests and replies alike. */
  cut(from: readonly SimNode[], to: readonly SimNode[], isCut: boolean): void {
    this.faults.inject({ kind: 'cut', from: idsOf(from), to: idsOf(to), isCut });
  }

  /** Lets servers answer calls, but not make any among themselves. */
  mute(...servers: readonly SimNode[]): void {
    for (const server of servers) {
      this.faults.inject({ kind: 'mute', node: server.id, to: idsOf(this.others(server)) });
    }
  }

  /** Changes how a clerk's requests travel. */
  changeRequests({ node }: KvClerk, change: LinkQuality['change']): void {
    this.faults.inject({ kind: 'link-quality', from: [node.id], to: idsOf(this.servers), change });
  }

  /**
   * The server that says that it leads, in the latest term if several do; waits for one (Go: `Leader`).
   *
   * @throws PropertyViolated when there is none within ten seconds.
   */
  async leader(): Promise<SimNode> {
    const deadlineMs = this.world.nowMs + LEADER_MS;
    while (this.world.nowMs < deadlineMs) {
      const states = await Promise.all(this.servers.map((server) => this.#state(server)));
      const terms = states.map((state) => (state?.isLeader ? state.term : -1));
      const latest = Math.max(...terms);
      if (latest >= 0) return this.servers[terms.indexOf(latest)] as SimNode;
      await this.elapse(POLL_MS);
    }
    return this.fail(leaderElection, {
      message: 'no leader was elected',
      expected: `one of the servers leads within ${LEADER_MS / 1000} s`,
      actual: 'none of them says that it leads',
    });
  }

  async #state(server: SimNode): Promise<RaftState | undefined> {
    const text = await this.world.call(server, 'getState', []);
    return text === undefined ? undefined : (JSON.parse(text) as RaftState);
  }

  /** @throws PropertyViolated when what the promise stands for does not happen although nothing is in its way. */
  async soon<T>(promise: Promise<T>, ms = PROGRESS_MS): Promise<T> {
    let isDone = false;
    const done = promise.then((value) => {
      isDone = true;
      return value;
    });
    const value = await within(this.world, ms, done);
    if (isDone) return value as T;
    const [first] = this.history.pending;
    return this.fail(progress, {
      message: first === undefined ? 'the clients did not end' : `${first.client} has been waiting for too long`,
      expected: `every operation completes within ${ms / 1000} s while a majority of the servers can talk`,
      actual:
        first === undefined
          ? 'they are still busy'
          : `${first.client} called ${first.input.op}(${JSON.stringify(first.input.key)}) at ${first.calledAtMs.toFixed(1)} ms and has no answer at ${this.world.nowMs.toFixed(1)} ms`,
    });
  }

  /** @throws PropertyViolated when something that has to happen does not. */
  async until(what: string, condition: () => Promise<boolean>): Promise<void> {
    const deadlineMs = this.world.nowMs + PROGRESS_MS;
    while (!(await this.soon(condition()))) {
      if (this.world.nowMs >= deadlineMs) {
        this.fail(progress, {
          message: `it does not happen that ${what}`,
          expected: `${what} within ${PROGRESS_MS / 1000} s`,
          actual: 'it is not so',
        });
      }
      await this.elapse(POLL_MS);
    }
  }

  /** @throws PropertyViolated when a get returns something else (Go: `check`). */
  async expectValue(clerk: KvClerk, key: string, expected: string): Promise<void> {
    const value = await this.soon(clerk.get(key));
    if (value === expected) return;
    await this.blame([key], {
      message: `the value of ${JSON.stringify(key)} is wrong`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(value),
    });
  }

  /**
   * Fails because a client has seen something wrong in these keys, and finds out what. They are read once more, after a
   * write that makes the leader commit what it has: that tells a stale read from a lost write.
   */
  async blame(keys: readonly string[], details: FailureDetails): Promise<never> {
    const clerk = this.newClerk();
    const readAgain = async () => {
      await clerk.put('afterwards', `at ${this.world.nowMs}`);
      for (const key of keys) await clerk.get(key);
    };
    await within(this.world, LEADER_MS, readAgain());
    expectLinearizable(this.history.operations());
    return this.fail(linearizability, details);
  }

  fail(property: Property, details: FailureDetails): never {
    throw new PropertyViolated(property, details);
  }
}

function idsOf(nodes: readonly SimNode[]): number[] {
  return nodes.map(({ id }) => id);
}
