import type { Block } from './block.ts';
import { type BlockTree, forkOf, type Link, pathBetween } from './block-tree.ts';
import { checkOutputs, checkTransaction, sumOf } from './check-transaction.ts';
import { CoinChanges, CoinSet, coinsOf } from './coins.ts';
import { type ChainRules, Rejected, rewardAt } from './rules.ts';
import { sizeBytesOf, type Transaction } from './transaction.ts';

/** The state that the blocks up to one lead to: who owns what. It can move along the tree, forward and back. */
export class Ledger {
  readonly coins = new CoinSet();
  readonly #rules: ChainRules;
  readonly #seen: Set<string>;
  /** What each block on the way has changed. */
  readonly #changes = new Map<string, CoinChanges>();
  #at: Link;

  /** @param seen ids of transactions whose signatures are right, see {@link checkTransaction}. */
  constructor({ genesis }: BlockTree, rules: ChainRules, seen: Set<string>) {
    this.#rules = rules;
    this.#seen = seen;
    this.#at = genesis;
    for (const transaction of genesis.block.transactions) {
      for (const coin of coinsOf(transaction, 0)) this.coins.add(coin);
    }
  }

  get at(): Link {
    return this.#at;
  }

  /**
   * Moves to another block, which may be on another branch.
   *
   * @param onAbandoned is handed the transactions of each block that is left, the last block first.
   * @throws InvalidBlock at the first block that breaks the rules; the ledger then stands before it.
   */
  moveTo(target: Link, onAbandoned: (transactions: readonly Transaction[]) => void = () => {}): void {
    const fork = forkOf(this.#at, target);
    while (this.#at !== fork) {
      onAbandoned(this.#at.block.transactions);
      this.#disconnect();
    }
    for (const link of pathBetween(fork, target)) this.#connect(link);
  }

  #connect(link: Link): void {
    const changes = changesOf(link, this.coins, { rules: this.#rules, seen: this.#seen });
    for (const coin of changes.created.values()) this.coins.add(coin);
    for (const coin of changes.spent.values()) this.coins.remove(coin);
    this.#changes.set(link.hash, changes);
    this.#at = link;
  }

  #disconnect(): void {
    const { spent, created } = this.#changes.get(this.#at.hash) as CoinChanges;
    for (const coin of spent.values()) this.coins.add(coin);
    for (const coin of created.values()) this.coins.remove(coin);
    this.#changes.delete(this.#at.hash);
    this.#at = this.#at.parent as Link;
  }
}

/** A block that breaks the rules, and why. */
export class InvalidBlock extends Rejected {
  readonly link: Link;

  constructor(link: Link, reason: string) {
    super(reason);
    this.link = link;
  }
}

/** Lecture 19, checks of a new block: all its transactions are valid. */
function changesOf(link: Link, coins: CoinSet, { rules, seen }: { rules: ChainRules; seen: Set<string> }): CoinChanges {
  const changes = new CoinChanges(coins);
  const [reward, ...others] = link.block.transactions;
  try {
    let fees = 0;
    for (const transaction of others) {
      fees += checkTransaction(transaction, changes, { height: link.height, rules, seen });
      changes.apply(transaction, link.height);
    }
    checkReward(reward, rewardAt(link.height, rules) + fees, link.height, rules);
    changes.apply(reward as Transaction, link.height);
  } catch (error) {
    throw error instanceof Rejected ? new InvalidBlock(link, error.message) : error;
  }
  return changes;
}

function checkReward(reward: Transaction | undefined, most: number, height: number, rules: ChainRules): void {
  if (reward === undefined || reward.inputs.length > 0) throw new Rejected('a block begins with its reward');
  if (reward.height !== height) throw new Rejected('the reward is that of another block');
  if (Object.keys(reward.signatures).length > 0) throw new Rejected('nobody signs a reward');
  checkOutputs(reward, rules);
  if (sumOf(reward.outputs) > most) throw new Rejected('the miner takes more than the reward and the fees');
}

/** @throws Rejected */
export function checkSize({ transactions }: Block, { maxBlockBytes }: ChainRules): void {
  if (blockBytesOf(transactions) > maxBlockBytes) throw new Rejected('the block is too large');
}

export function blockBytesOf(transactions: readonly Transaction[]): number {
  return transactions.reduce((sum, transaction) => sum + sizeBytesOf(transaction), 0);
}
