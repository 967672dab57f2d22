import { checkTransaction } from './check-transaction.ts';
import { type Coin, CoinChanges } from './coins.ts';
import type { PublicKey } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { type ChainRules, Rejected } from './rules.ts';
import { idOf, sizeBytesOf, type Transaction } from './transaction.ts';

/** A peer keeps so many at most; what comes then is refused. */
const MAX_TRANSACTIONS = 50_000;

interface Waiting {
  readonly transaction: Transaction;
  readonly fee: number;
  /** Per byte. */
  readonly rate: number;
  readonly arrival: number;
}

/** Transactions that wait for a block: all of them can be in it, one after the other. */
export class Mempool {
  readonly #ledger: Ledger;
  readonly #rules: ChainRules;
  readonly #seen: Set<string>;
  /** In the order in which they came: what is spent was there before. */
  readonly #waiting = new Map<string, Waiting>();
  #changes: CoinChanges;
  #arrivals = 0;

  constructor(ledger: Ledger, rules: ChainRules, seen: Set<string>) {
    this.#ledger = ledger;
    this.#rules = rules;
    this.#seen = seen;
    this.#changes = new CoinChanges(ledger.coins);
  }

  get(id: string): Transaction | undefined {
    return this.#waiting.get(id)?.transaction;
  }

  get ids(): string[] {
    return [...this.#waiting.keys()];
  }

  /**
   * Takes a transaction. Of two that spend the same coin the first one wins (lecture: accept the first, ignore the
   * second).
   *
   * @throws Rejected
   */
  add(transaction: Transaction): void {
    const id = idOf(transaction);
    if (this.#waiting.has(id)) return;
    if (this.#waiting.size >= MAX_TRANSACTIONS) throw new Rejected('too many transactions are waiting');
    const height = this.#ledger.at.height + 1;
    const fee = checkTransaction(transaction, this.#changes, { height, rules: this.#rules, seen: this.#seen });
    this.#changes.apply(transaction, height);
    const rate = fee / sizeBytesOf(transaction);
    this.#waiting.set(id, { transaction, fee, rate, arrival: this.#arrivals++ });
  }

  /** The ledger has moved: keeps what can still be done, those of abandoned blocks first. */
  rebase(abandoned: readonly Transaction[]): void {
    const candidates = [...abandoned, ...[...this.#waiting.values()].map(({ transaction }) => transaction)];
    this.#waiting.clear();
    this.#changes = new CoinChanges(this.#ledger.coins);
    for (const transaction of candidates) {
      try {
        this.add(transaction);
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
      }
    }
  }

  /** What an owner will have when all of it is done. */
  coinsOf(owner: PublicKey): Coin[] {
    return this.#changes.ofOwner(owner, this.#ledger.coins.ofOwner(owner));
  }

  /** The best-paying transactions that fit into so many bytes, each behind those it depends on; and their fees. */
  select(maxBytes: number): { transactions: Transaction[]; fees: number } {
    const chosen = new Set<string>();
    const selected: Transaction[] = [];
    let left = maxBytes;
    let fees = 0;
    const byRate = [...this.#waiting.values()].sort((a, b) => b.rate - a.rate);
    for (const { transaction } of byRate) {
      const needed = this.#withParents(transaction, chosen);
      const bytes = needed.reduce((sum, each) => sum + sizeBytesOf(each.transaction), 0);
      if (bytes > left) continue;
      left -= bytes;
      for (const each of needed) {
        chosen.add(idOf(each.transaction));
        selected.push(each.transaction);
        fees += each.fee;
      }
    }
    return { transactions: selected, fees };
  }

  /** A transaction and what it spends, as far as it waits too and is not chosen yet; in order. */
  #withParents(transaction: Transaction, chosen: ReadonlySet<string>): Waiting[] {
    const found = new Map<string, Waiting>();
    const stack = [idOf(transaction)];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      const waiting = this.#waiting.get(id);
      if (waiting === undefined || found.has(id) || chosen.has(id)) continue;
      found.set(id, waiting);
      for (const input of waiting.transaction.inputs) stack.push(input.slice(0, input.indexOf(':')));
    }
    return [...found.values()].sort((a, b) => a.arrival - b.arrival);
  }
}
