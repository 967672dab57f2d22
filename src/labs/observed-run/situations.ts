import type { Call } from '../../harness/network/call.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';

/** What bugs hide behind. */
const SITUATIONS = [
  'leader changes',
  'leaders deposed',
  'conflicting logs',
  'refused votes',
  'snapshots installed',
  'duplicate requests',
  'crashes',
  'restarts with state',
  'wrong leader replies',
] as const;

/** How often each rare situation came up in a run. */
export type Situations = Record<(typeof SITUATIONS)[number], number>;

/** Counts rare situations as far as they can be seen from outside, in the vocabulary of the paper and the labs. */
export class SituationCounter implements Observer {
  readonly counts = Object.fromEntries(SITUATIONS.map((name) => [name, 0])) as Situations;
  readonly #leaders = new Set<SimNode>();

  onBoot(node: SimNode): void {
    if (node.incarnation > 1 && node.disk.state !== '') this.counts['restarts with state']++;
  }

  onStop(node: SimNode): void {
    this.counts.crashes++;
    if (this.#leaders.delete(node)) this.counts['leaders deposed']++;
  }

  onRole(node: SimNode, _term: number, isLeader: boolean): void {
    if (isLeader && !this.#leaders.has(node)) {
      this.#leaders.add(node);
      this.counts['leader changes']++;
    } else if (!isLeader && this.#leaders.delete(node)) {
      this.counts['leaders deposed']++;
    }
  }

  onArrival(call: Call): void {
    if (call.isDuplicate) this.counts['duplicate requests']++;
  }

  onReply({ method }: Call, value: string): void {
    if (method === 'AppendEntries' && value.includes('"success":false')) this.counts['conflicting logs']++;
    else if (method === 'RequestVote' && value.includes('"voteGranted":false')) this.counts['refused votes']++;
    else if (value.includes('rongLeader') || value.includes('rongGroup')) this.counts['wrong leader replies']++;
  }

  onApplySnapshot(): void {
    this.counts['snapshots installed']++;
  }
}
