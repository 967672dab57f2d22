import type { BaselineClient, DoneAccess, Outcome, Request } from '../../../src/sdk/baseline.ts';
import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import type { SendTransactionReply, ViewArgs, ViewReply } from './messages.ts';
import { Payment, Tills, textOf } from './payment.ts';
import { idOf } from './transaction.ts';

export interface WalletOptions {
  /** Node ids, nearest first: it relies on their checks. */
  peers: readonly number[];
  /** A payment counts when so many blocks confirm it, its own included. */
  confirmations: number;
  /** How often it looks whether the last one is there, ms; the more are missing, the more seldom. */
  pollMs: number;
  /** Of the keys of the bank's tills. */
  tillSeeds: readonly string[];
}

/** A peer that is behind gets so long to catch up before another one is asked, ms. */
const BEHIND_MS = 1_000;

/**
 * A bank's wallet: registers are coins of the bank's, a write spends one and creates the next. Several wallets have the
 * bank's keys, and may well spend the same coin at the same time.
 */
export class Wallet implements BaselineClient {
  readonly #runtime: NodeRuntime<WalletOptions>;
  readonly #tills: Tills;
  /** How long a chain it has seen: what it has seen once, it will not miss at another peer. */
  #height = 0;
  /** Which peer answers at the moment. */
  #peer = 0;

  constructor(runtime: NodeRuntime<WalletOptions>) {
    this.#runtime = runtime;
    this.#tills = new Tills(runtime.options.tillSeeds);
  }

  perform(request: Request): Promise<Outcome> {
    return request.steps.every(({ op }) => op === 'read') ? this.#read(request) : this.#write(request);
  }

  async #read(request: Request): Promise<Outcome> {
    const view = await this.#view(new Payment(request, this.#tills), [], this.#runtime.options.confirmations);
    const accesses = request.steps.map(
      ({ key }, i): DoneAccess => ({ op: 'read', key, value: textOf(view.coins[i]?.[0]) }),
    );
    return { status: 'done', accesses };
  }

  /**
   * Pays, and waits for confirmations. A payment that another one has got ahead of is made anew, from the coins that the
   * other has left: any chain can hold one of the two at most, so that nothing is done twice.
   */
  async #write(request: Request): Promise<Outcome> {
    const { confirmations, pollMs } = this.#runtime.options;
    const payment = new Payment(request, this.#tills);
    const attempts = new Map<string, readonly DoneAccess[]>();
    for (;;) {
      const ids = [...attempts.keys()];
      const view = await this.#view(payment, ids, 0);
      const done = ids.find((_, i) => (view.confirmations[i] ?? 0) >= confirmations);
      if (done !== undefined) return { status: 'done', accesses: attempts.get(done) as readonly DoneAccess[] };
      if (view.confirmations.every((count) => count === null)) {
        const draft = payment.draft(view.coins);
        if ('refusal' in draft) {
          // An earlier attempt may come back with another branch: as long as there is one, nothing is certain.
          if (attempts.size === 0) return { status: 'aborted', reason: draft.refusal };
        } else {
          attempts.set(idOf(draft.transaction), draft.accesses);
          await this.#ask<SendTransactionReply>('SendTransaction', draft.transaction);
        }
      }
      const best = Math.max(0, ...view.confirmations.map((count) => count ?? 0));
      await pause(pollMs * Math.max(1, confirmations - 1 - best));
    }
  }

  async #view({ wanted }: Payment, ids: readonly string[], confirmations: number): Promise<ViewReply> {
    for (;;) {
      const args: ViewArgs = { wanted, ids, confirmations, minHeight: this.#height };
      const reply = await this.#ask<ViewReply | null>('View', args);
      if (reply !== null) {
        this.#height = reply.height;
        return reply;
      }
      await pause(BEHIND_MS);
      this.#peer++;
    }
  }

  /** Asks one peer after the other until one answers. */
  async #ask<Reply>(method: string, args: unknown): Promise<Reply> {
    const { peers } = this.#runtime.options;
    for (;;) {
      const reply = await this.#runtime.call(peers[this.#peer % peers.length] as number, method, args);
      if (reply !== undefined) return reply as Reply;
      this.#peer++;
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function bitcoinWallet(runtime: NodeRuntime<WalletOptions>): Program {
  const wallet = new Wallet(runtime);
  return {
    onRpc: () => null,
    onCall: (_method, [request]) => wallet.perform(request as Request),
  };
}
