import type { Call } from '../../harness/network/call.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { ReplicaGroup } from '../shardctrler/replica-group.ts';

/** What is done at a passage. It may cut links, and stop servers of the sending group, but not of the other. */
type Act = () => void;

/**
 * Sees messages pass from one group to another: requests as they arrive, replies as they leave. Whatever a submission
 * calls them, and whether it pushes shards or pulls them, a shard travels with one of them.
 */
export class PassageWatch implements Observer {
  readonly #groupOf = new Map<SimNode, ReplicaGroup>();
  #expected: { isIt(from: ReplicaGroup, to: ReplicaGroup): boolean; act: Act } | undefined;

  constructor(groups: readonly ReplicaGroup[]) {
    for (const group of groups) {
      for (const server of group.servers) this.#groupOf.set(server, group);
    }
  }

  /** Acts at the next message into a group, before its receiver has seen it. */
  atNextInto(group: ReplicaGroup, act: Act): void {
    this.#expected = { isIt: (_, to) => to === group, act };
  }

  /** Acts at the nth message out of a group, 1 for the next, after it has left. */
  atNthOutOf(group: ReplicaGroup, nth: number, act: Act): void {
    let left = nth;
    this.#expected = { isIt: (from) => from === group && --left === 0, act };
  }

  onArrival(call: Call): void {
    this.#onPassage(call.from, call.to);
  }

  onReply(call: Call): void {
    this.#onPassage(call.to, call.from);
  }

  #onPassage(sender: SimNode, receiver: SimNode): void {
    const from = this.#groupOf.get(sender);
    const to = this.#groupOf.get(receiver);
    if (from === undefined || to === undefined || from === to) return;
    const expected = this.#expected;
    if (!expected?.isIt(from, to)) return;
    this.#expected = undefined;
    expected.act();
  }
}
