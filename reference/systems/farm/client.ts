import {
  type BaselineClient,
  type DoneAccess,
  numberOf,
  type Outcome,
  type Request,
  taggedNumber,
} from '../../../src/sdk/baseline.ts';
import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { FarmCoordinator, type FarmCoordinatorOptions } from './coordinator.ts';
import type { ConfigureArgs, LockReply, ResumeArgs } from './messages.ts';
import type { Transaction } from './transaction.ts';

/** A transaction that loses against others begins again so often before its application is told. */
const ATTEMPTS = 20;
/** The longest wait before the first repetition, ms; it doubles. */
const BACK_OFF_MS = 2;

/** An application on a FaRM machine: its transactions begin again when they lose. */
class FarmClient implements BaselineClient {
  readonly #coordinator: FarmCoordinator;

  constructor(coordinator: FarmCoordinator) {
    this.#coordinator = coordinator;
  }

  async perform(request: Request): Promise<Outcome> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const transaction = this.#coordinator.begin();
      const accesses = await execute(transaction, request);
      if (await transaction.commit()) return { status: 'done', accesses };
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * BACK_OFF_MS * 2 ** Math.min(attempt, 5)));
    }
    return { status: 'aborted', reason: `other transactions were faster, ${ATTEMPTS} times` };
  }
}

/** Reads first, all at once. */
async function execute(transaction: Transaction, request: Request): Promise<DoneAccess[]> {
  const accesses: DoneAccess[] = [];
  await Promise.all(request.steps.map(({ key }) => transaction.read(key)));
  for (const step of request.steps) {
    const { key } = step;
    if (step.op !== 'write') accesses.push({ op: 'read', key, value: await transaction.read(key) });
    if (step.op === 'read') continue;
    const value =
      step.op === 'write' ? step.value : taggedNumber(numberOf(await transaction.read(key)) + step.amount, request);
    await transaction.write(key, value);
    accesses.push({ op: 'write', key, value });
  }
  return accesses;
}

/** The lecture's interface, for a caller that decides as it goes: several transactions, each known by a number. */
class InteractiveTransactions {
  readonly #coordinator: FarmCoordinator;
  readonly #open = new Map<number, Transaction>();

  constructor(coordinator: FarmCoordinator) {
    this.#coordinator = coordinator;
  }

  call(method: string, number: number, key: string, value: string): unknown {
    const transaction = this.#open.get(number) ?? this.#coordinator.begin();
    this.#open.set(number, transaction);
    switch (method) {
      case 'txRead':
        return transaction.read(key);
      case 'txWrite':
        return transaction.write(key, value);
      case 'txCommit':
        this.#open.delete(number);
        return transaction.commit();
      default:
        throw new Error(`a FaRM client has no method '${method}'`);
    }
  }
}

export function farmClient(runtime: NodeRuntime<FarmCoordinatorOptions>): Program {
  const coordinator = new FarmCoordinator(runtime);
  const client = new FarmClient(coordinator);
  const interactive = new InteractiveTransactions(coordinator);
  return {
    onRpc: (method, args) => coordinator.rpc[method as 'Configure' | 'Resume'](args as ConfigureArgs & ResumeArgs),
    onCall(method, [first, second, third]) {
      if (method === 'poll') return coordinator.poll(second as LockReply);
      if (method === 'request') return client.perform(first as Request);
      return interactive.call(method, first as number, second as string, third as string);
    },
  };
}
