import type { Call } from '../../harness/network/call.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';
import { ElectionSafety } from './invariants/election-safety.ts';
import { VoteOnce } from './invariants/vote-once.ts';
import { ServiceLog } from './service-log.ts';

/**
 * The step invariants of one Raft group below a service. There may be several groups in a world, each with a watch of
 * its own. Those of Lab 2 that read every message are left out: the services send many.
 */
export class ServiceGroupWatch implements Observer {
  readonly elections: ElectionSafety;
  readonly log: ServiceLog;
  readonly #votes = new VoteOnce();
  /** The servers that say that they lead → in which term. */
  readonly #leaders = new Map<SimNode, number>();
  readonly #servers: ReadonlySet<SimNode>;

  constructor(world: World, servers: readonly SimNode[]) {
    this.#servers = new Set(servers);
    this.elections = new ElectionSafety(() => world.nowMs);
    this.log = new ServiceLog(() => world.nowMs);
    world.observers.add(this);
  }

  /** The running server that leads in the latest term, if any does. */
  get leader(): SimNode | undefined {
    const latest = Math.max(...this.#leaders.values());
    return [...this.#leaders].find(([, term]) => term === latest)?.[0];
  }

  onBoot(node: SimNode): void {
    if (this.#servers.has(node)) this.log.onBoot(node);
  }

  onRole(node: SimNode, term: number, isLeader: boolean): void {
    if (!this.#servers.has(node)) return;
    this.elections.onRole(node, term, isLeader);
    if (isLeader) this.#leaders.set(node, term);
    else this.#leaders.delete(node);
  }

  onStop(node: SimNode): void {
    this.#leaders.delete(node);
  }

  onReply(call: Call, value: string): void {
    if (this.#servers.has(call.to)) this.#votes.onReply(call, value);
  }

  onApply(node: SimNode, index: number, command: string): void {
    if (this.#servers.has(node)) this.log.onApply(node, index, command);
  }

  onApplySnapshot(node: SimNode, index: number): void {
    if (this.#servers.has(node)) this.log.onApplySnapshot(node, index);
  }

  onObserve(node: SimNode, topic: string, value: string): void {
    if (this.#servers.has(node)) this.log.onObserve(node, topic, value);
  }
}
