import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import type { LeaderReply } from './messages.ts';

/** When all replicas were asked in vain: elections take a while. */
const PAUSE_MS = 40;

/** A group as others see it: some replica of it is the leader. */
export class GroupClient {
  readonly replicas: readonly number[];
  readonly #runtime: Pick<NodeRuntime, 'call'>;
  /** Whom to ask first. */
  #leader: number;

  /** @param replicas node ids, the one to ask first in front. */
  constructor(runtime: Pick<NodeRuntime, 'call'>, replicas: readonly number[]) {
    this.#runtime = runtime;
    this.replicas = replicas;
    this.#leader = replicas[0] as number;
  }

  /** The replica that was the leader when it was asked last. */
  get leader(): number {
    return this.#leader;
  }

  /** The leader's answer, however long it takes until there is one. Leaders may be asked more than once. */
  async call<Value>(method: string, args: unknown): Promise<Value> {
    for (let failures = 1; ; failures++) {
      const asked = this.#leader;
      const reply = await this.#runtime.call(asked, method, args);
      const answer = reply as LeaderReply<Value> | undefined;
      if (answer !== undefined && 'value' in answer) return answer.value;
      if (this.#leader === asked) this.#leader = answer?.leader ?? this.#after(asked);
      if (failures % this.replicas.length === 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  #after(replica: number): number {
    return this.replicas[(this.replicas.indexOf(replica) + 1) % this.replicas.length] as number;
  }
}
