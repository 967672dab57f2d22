import type { RandomStream } from '../../base/random.ts';
import { FaultInjector } from '../../harness/faults/injector.ts';
import { NodeError } from '../../harness/nodes/node-error.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { CrashableEffect } from '../../harness/step-effects.ts';
import type { World } from '../../harness/world.ts';
import type { RaftOptions } from '../../sdk/programs/raft.ts';
import type { RaftState, StartResult } from '../../sdk/raft.ts';
import { type FailureDetails, type Property, PropertyViolated } from '../failure.ts';
import { AppliedLog } from './applied-log.ts';
import { ElectionSafety } from './invariants/election-safety.ts';
import { PersistBeforeReply } from './invariants/persist-before-reply.ts';
import { TermMonotonic } from './invariants/term-monotonic.ts';
import { VoteOnce } from './invariants/vote-once.ts';
import { ServerWatch } from './server-watch.ts';
import { SlowService } from './slow-service.ts';
import { SnapshotService } from './snapshot-service.ts';

export interface RaftGroupOptions {
  servers: number;
  isReliable: boolean;
  /** Does the service take a snapshot every ten entries? */
  takesSnapshots: boolean;
  /** Does the service, which takes no snapshots then, need time for every message? */
  isServiceSlow: boolean;
}

/** A Raft group under test: its servers, what is done to them, and the invariants that watch every step of it. */
export class RaftGroup {
  readonly world: World;
  readonly servers: readonly SimNode[];
  readonly faults: FaultInjector;
  readonly applied: AppliedLog;
  readonly elections: ElectionSafety;
  readonly watch: ServerWatch;
  readonly service: SnapshotService;
  readonly random: RandomStream;
  readonly #connected = new Set<SimNode>();
  #commands = 0;

  constructor(world: World, options: RaftGroupOptions) {
    this.world = world;
    this.random = world.stream('test');
    this.faults = new FaultInjector(world);
    const now = () => world.nowMs;
    this.applied = new AppliedLog(now);
    this.elections = new ElectionSafety(now);
    this.watch = new ServerWatch(world);
    this.service = new SnapshotService(world, this.applied);
    const peers = Array.from({ length: options.servers }, (_, me) => me);
    this.servers = peers.map((me) =>
      world.addNode({
        name: `server ${me}`,
        program: 'raft',
        options: { peers, me, awaitApply: options.takesSnapshots || options.isServiceSlow } satisfies RaftOptions,
      }),
    );
    for (const invariant of [
      this.elections,
      new TermMonotonic(),
      new VoteOnce(),
      new PersistBeforeReply(),
      this.applied,
    ]) {
      world.observers.add(invariant);
    }
    if (options.takesSnapshots) world.observers.add(this.service);
    if (options.isServiceSlow) world.observers.add(new SlowService(world));
    world.observers.add(this.watch);
    world.network.hasLongDelays = true;
    world.network.isReliable = options.isReliable;
    for (const server of this.servers) {
      this.#connected.add(server);
      world.boot(server);
    }
  }

  /** The servers other than the given ones, in order. */
  others(...excluded: SimNode[]): SimNode[] {
    return this.servers.filter((server) => !excluded.includes(server));
  }

  /** The server after this one, around the group (Go: `(leader + 1) % servers`). */
  next(server: SimNode, steps = 1): SimNode {
    return this.servers[(this.servers.indexOf(server) + steps) % this.servers.length] as SimNode;
  }

  isConnected(server: SimNode): boolean {
    return this.#connected.has(server);
  }

  get connected(): SimNode[] {
    return this.servers.filter((server) => this.isConnected(server));
  }

  /** The servers that have not crashed, connected or not. */
  get running(): SimNode[] {
    return this.servers.filter((server) => server.isAlive);
  }

  elapse(ms: number): Promise<void> {
    return this.world.sleep(ms);
  }

  disconnect(...servers: SimNode[]): void {
    for (const server of servers) {
      this.#connected.delete(server);
      this.faults.inject({ kind: 'isolate', node: server.id, from: this.servers.map(({ id }) => id) });
    }
  }

  connect(...servers: SimNode[]): void {
    for (const server of servers) {
      this.#connected.add(server);
      this.faults.inject({ kind: 'reconnect', node: server.id, to: this.connected.map(({ id }) => id) });
    }
  }

  /** Lets the given servers reach each other, and nobody else anybody. */
  connectOnly(...servers: SimNode[]): void {
    const alone = this.others(...servers);
    for (const server of alone) this.#connected.delete(server);
    for (const server of servers) this.#connected.add(server);
    const groups = [servers, ...alone.map((server) => [server])].map((group) => group.map(({ id }) => id));
    this.faults.inject({ kind: 'partition', groups });
  }

  /** Crashes a server, which loses its connections too. */
  crash(...servers: SimNode[]): void {
    for (const server of servers) {
      this.disconnect(server);
      this.faults.inject({ kind: 'crash', node: server.id });
    }
  }

  /** Boots a crashed server from its disk; it stays disconnected, as in Go, until {@link connect}. */
  restart(...servers: SimNode[]): void {
    for (const server of servers) this.faults.inject({ kind: 'restart', node: server.id });
  }

  /** Restarts servers, also running ones, and connects them. */
  revive(...servers: SimNode[]): void {
    for (const server of servers) {
      this.restart(server);
      this.connect(server);
    }
  }

  /** Crashes a server right after an effect of one of its next steps, if there is one within `withinMs`. */
  crashAfter(server: SimNode, after: CrashableEffect, options: { skip?: number; withinMs: number }): void {
    const { skip = 0, withinMs } = options;
    this.faults.inject({ kind: 'crash-point', node: server.id, after, skip, withinMs });
  }

  /** Lets a server's own calls fail until it is connected again; others can still call it. */
  mute(...servers: SimNode[]): void {
    for (const server of servers) {
      this.faults.inject({ kind: 'mute', node: server.id, to: this.others(server).map(({ id }) => id) });
    }
  }

  /** A command that this run has not used yet. */
  freshCommand(): string {
    return `command ${++this.#commands}`;
  }

  /** Proposes a command to one server; undefined when it does not run. */
  async start(server: SimNode, command: unknown): Promise<StartResult | undefined> {
    const text = await this.world.call(server, 'start', [command]);
    if (text === undefined) return undefined;
    const result = JSON.parse(text) as StartResult | null;
    const isValid =
      typeof result?.isLeader === 'boolean' && (!result.isLeader || (isWhole(result.index) && isWhole(result.term)));
    if (!isValid) throw new NodeError(server, `start returned ${text}, not { index, term, isLeader }`, '');
    return result;
  }

  /** What a server says of itself; undefined when it does not run. */
  async state(server: SimNode): Promise<RaftState | undefined> {
    const text = await this.world.call(server, 'getState', []);
    if (text === undefined) return undefined;
    const result = JSON.parse(text) as RaftState | null;
    if (typeof result?.isLeader !== 'boolean' || !isWhole(result.term)) {
      throw new NodeError(server, `getState returned ${text}, not { term, isLeader }`, '');
    }
    return result;
  }

  /** Requests handed to a server's current incarnation (Go: `rpcCount`). */
  rpcCount(server: SimNode): number {
    return this.world.network.counters.dispatchedTo(server.id);
  }

  get totalRpcs(): number {
    return this.servers.reduce((sum, server) => sum + this.rpcCount(server), 0);
  }

  fail(property: Property, details: FailureDetails): never {
    throw new PropertyViolated(property, details);
  }
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
