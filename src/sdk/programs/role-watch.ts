import type { Raft, RaftState } from '../raft.ts';
import type { NodeRuntime } from '../runtime.ts';

/**
 * Tells the harness the server's term and role after every step in which they changed, so that two leaders of one term
 * are noticed at the event that made the second one.
 *
 * A `getState` that returns a promise is left alone: sampling it would disturb the order of the server's own work.
 */
export class RoleWatch {
  readonly #raft: Raft;
  readonly #runtime: Pick<NodeRuntime, 'role'>;
  #term = -1;
  #isLeader = false;
  #isSampling: boolean;

  constructor(raft: Raft, runtime: Pick<NodeRuntime, 'role'>) {
    this.#raft = raft;
    this.#runtime = runtime;
    this.#isSampling = isState(raft.getState());
  }

  sample(): void {
    if (!this.#isSampling) return;
    const state: unknown = this.#raft.getState();
    if (!isState(state)) {
      this.#isSampling = false;
      return;
    }
    if (state.term === this.#term && state.isLeader === this.#isLeader) return;
    this.#term = state.term;
    this.#isLeader = state.isLeader;
    this.#runtime.role(state.term, state.isLeader);
  }
}

function isState(value: unknown): value is RaftState {
  const state = value as Partial<RaftState> | null;
  return (
    typeof state === 'object' &&
    state !== null &&
    Number.isSafeInteger(state.term) &&
    (state.term as number) >= 0 &&
    typeof state.isLeader === 'boolean'
  );
}
