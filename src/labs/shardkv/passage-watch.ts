import type { Call } from '../../harness/network/call.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { ReplicaGroup } from '../shardctrler/replica-group.ts';

/** What is done at a passage. It may cut links, and stop servers of the sending group, but not of the other. */
type Act = () => void;

/** Is it the message that is meant? */
export type IsPassage = (from: ReplicaGroup, to: ReplicaGroup) => boolean;

/**
 * Sees messages pass from one group to another: requests as they arrive, replies as they leave. Whatever a submission
 * calls them, and whether it pushes shards or pulls them, a shard travels with one of them.
 */
export class PassageWatch implements Observer {
  readonly #groupOf = new Map<SimNode, ReplicaGroup>();
  #expected: { isIt: IsPassage; act: Act } | undefined;

  constructor(groups: readonly ReplicaGroup[]) {
    for (const group of groups) {
      for (const server of group.servers) this.#groupOf.set(server, group);
    }
  }

  /** Acts at the next message that is the one meant: before its receiver has seen it, after its sender has sent it. */
  atNext(isIt: IsPassage, act: Act): void {
    this.#expected = { isIt, act };
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
