import type { NodeProcess } from './node-process.ts';

/** Carries the workers' calls to the coordinator and its replies back. */
export class CallRelay {
  readonly #coordinator: NodeProcess;
  /** Calls that the coordinator has not answered: number → who waits. */
  readonly #pending = new Map<number, { worker: NodeProcess; rpcId: number }>();
  #nextCallNumber = 1;

  constructor(coordinator: NodeProcess) {
    this.#coordinator = coordinator;
  }

  /** A call to a coordinator that has gone fails at once. */
  call(worker: NodeProcess, rpcId: number, method: string, args: string): void {
    if (!this.#coordinator.isRunning) {
      worker.send({ type: 'reply', rpcId, value: undefined });
      return;
    }
    const callNumber = this.#nextCallNumber++;
    this.#pending.set(callNumber, { worker, rpcId });
    this.#coordinator.send({ type: 'rpc', callNumber, method, args });
  }

  reply(callNumber: number, value: string): void {
    const call = this.#pending.get(callNumber);
    this.#pending.delete(callNumber);
    call?.worker.send({ type: 'reply', rpcId: call.rpcId, value });
  }

  /** The coordinator has gone. */
  failAll(): void {
    for (const { worker, rpcId } of this.#pending.values()) worker.send({ type: 'reply', rpcId, value: undefined });
    this.#pending.clear();
  }
}
