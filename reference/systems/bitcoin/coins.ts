import type { PublicKey } from './keys.ts';
import { type CoinId, coinIdOf, type Output, type Transaction } from './transaction.ts';

/** An output that nobody has spent yet. */
export interface Coin extends Output {
  readonly id: CoinId;
  /** Of its block; of the next one while it is in none. */
  readonly height: number;
  /** Created by a miner. */
  readonly isReward: boolean;
  /** Its transaction was signed by its owner: the memo is the owner's own word, and not just anybody's. */
  readonly isOwnersWord: boolean;
}

/** The unspent coins somewhere along a chain. */
export interface CoinView {
  get(id: CoinId): Coin | undefined;
}

/** The coins that a transaction creates. */
export function coinsOf(transaction: Transaction, height: number): Coin[] {
  return transaction.outputs.map((output, i) => ({
    ...output,
    id: coinIdOf(transaction, i),
    height,
    isReward: transaction.inputs.length === 0,
    isOwnersWord: height === 0 || output.owner in transaction.signatures,
  }));
}

/** All unspent coins, by id and by owner. */
export class CoinSet implements CoinView {
  readonly #coins = new Map<CoinId, Coin>();
  readonly #ofOwner = new Map<PublicKey, Map<CoinId, Coin>>();

  get(id: CoinId): Coin | undefined {
    return this.#coins.get(id);
  }

  add(coin: Coin): void {
    this.#coins.set(coin.id, coin);
    const others = this.#ofOwner.get(coin.owner) ?? new Map<CoinId, Coin>();
    this.#ofOwner.set(coin.owner, others.set(coin.id, coin));
  }

  remove({ id, owner }: Coin): void {
    this.#coins.delete(id);
    this.#ofOwner.get(owner)?.delete(id);
  }

  /** Somebody's balance: the set of unspent coins that the key can spend. */
  ofOwner(owner: PublicKey): Coin[] {
    return [...(this.#ofOwner.get(owner)?.values() ?? [])];
  }

  /** All the money there is. */
  total(): number {
    let sum = 0;
    for (const { amount } of this.#coins.values()) sum += amount;
    return sum;
  }
}

/** What some transactions make of a view: it is left as it is. */
export class CoinChanges implements CoinView {
  readonly #under: CoinView;
  readonly created = new Map<CoinId, Coin>();
  readonly spent = new Map<CoinId, Coin>();

  constructor(under: CoinView) {
    this.#under = under;
  }

  get(id: CoinId): Coin | undefined {
    if (this.spent.has(id)) return undefined;
    return this.created.get(id) ?? this.#under.get(id);
  }

  /** The transaction must have been checked against this view. */
  apply(transaction: Transaction, height: number): void {
    for (const id of transaction.inputs) this.spent.set(id, this.get(id) as Coin);
    for (const coin of coinsOf(transaction, height)) this.created.set(coin.id, coin);
  }

  /** What an owner has. */
  ofOwner(owner: PublicKey, under: readonly Coin[]): Coin[] {
    const created = [...this.created.values()].filter((coin) => coin.owner === owner);
    return [...under, ...created].filter(({ id }) => !this.spent.has(id));
  }
}
