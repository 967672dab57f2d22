import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import { PropertyViolated } from '../failure.ts';
import { commitBeforeReply } from './properties.ts';
import type { ServiceLog } from './service-log.ts';

/**
 * What changes something goes through a log. So a client's change cannot have returned unless some entry was applied
 * since its call, whoever answered, and even if the entry carries many changes.
 */
export class CommitCheck implements Observer {
  readonly #logs: readonly ServiceLog[];
  /** Client → how many entries there were at the calls that have not returned yet, in the order of the calls. */
  readonly #calls = new Map<SimNode, number[]>();

  /** @param logs of all groups that the changes may go to. */
  constructor(logs: readonly ServiceLog[]) {
    this.#logs = logs;
  }

  /** A client is going to change something. */
  onCall(client: SimNode): void {
    this.#calls.set(client, [...(this.#calls.get(client) ?? []), this.#entries]);
  }

  onReturn(node: SimNode, method: string, args: string): void {
    const calls = this.#calls.get(node);
    // Whichever of a client's calls returns, it did not come before the first of them.
    const [before] = calls ?? [];
    if (calls === undefined || before === undefined || isRead(method)) return;
    calls.pop();
    // The harness sees nothing of a Raft that is not where a submission has it.
    if (before === 0 || this.#entries > before) return;
    throw new PropertyViolated(commitBeforeReply, {
      message: `${node.spec.name} was told that its ${method} is done before it was committed`,
      expected: 'no reply before an entry with it has been applied',
      actual: `nothing has been applied anywhere since ${method}(${args.slice(1, -1)}) was called`,
    });
  }

  /** That at least one server has applied, in all groups; 0 as long as none was seen. */
  get #entries(): number {
    return this.#logs.reduce((sum, { lastIndex }) => sum + lastIndex, 0);
  }
}

function isRead(method: string): boolean {
  return method === 'get' || method === 'query';
}
