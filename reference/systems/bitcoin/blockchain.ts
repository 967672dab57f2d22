import { type Block, blockHashOf, rootOf } from './block.ts';
import { ancestorAt, BlockTree, type Link } from './block-tree.ts';
import { checkHeader, medianTimeMs, nextTarget } from './check-header.ts';
import { blockBytesOf, checkSize, InvalidBlock, Ledger } from './ledger.ts';
import { Mempool } from './mempool.ts';
import { type ChainRules, Rejected, rewardAt } from './rules.ts';
import { idOf, type Transaction } from './transaction.ts';

/** Blocks whose predecessor is missing: so many are kept. */
const MAX_ORPHANS = 100;

/** A block to be mined: all but the nonce. */
export interface Template {
  readonly header: Omit<Block['header'], 'nonce'>;
  readonly transactions: readonly Transaction[];
}

/** What a peer knows: all blocks, the chain with the most work in them, and the transactions that wait. */
export class Blockchain {
  readonly tree: BlockTree;
  readonly ledger: Ledger;
  readonly mempool: Mempool;
  readonly #rules: ChainRules;
  readonly #seen = new Set<string>();
  readonly #invalid = new Set<Link>();
  /** By the hash of the missing predecessor. */
  readonly #orphans = new Map<string, Block[]>();
  /** Ledgers of the same chain, so many blocks behind. */
  readonly #confirmed = new Map<number, Ledger>();

  constructor(rules: ChainRules) {
    this.#rules = rules;
    this.tree = new BlockTree(rules);
    this.ledger = new Ledger(this.tree, rules, this.#seen);
    this.mempool = new Mempool(this.ledger, rules, this.#seen);
  }

  /** The last block of the chain that this peer believes in. */
  get tip(): Link {
    return this.ledger.at;
  }

  /**
   * Takes a block whose nonce is known to be right.
   *
   * @returns the blocks that have found their place, this one and those that waited for it; none: it waits, too.
   * @throws Rejected
   */
  add(block: Block, nowMs: number): Block[] {
    const hash = blockHashOf(block.header);
    if (this.tree.get(hash) !== undefined) return [];
    const parent = this.tree.get(block.header.prevHash);
    if (parent === undefined) {
      this.#keepOrphan(block);
      return [];
    }
    if (this.#invalid.has(parent)) throw new Rejected('the block follows one that is not valid');
    checkHeader(block.header, parent, this.#rules, nowMs);
    if (rootOf(block.transactions) !== block.header.root) throw new Rejected('the block is not what its hash says');
    checkSize(block, this.#rules);
    const link = this.tree.add(block, parent);
    this.#follow(link);
    if (this.#invalid.has(link)) throw new Rejected('the block or one before it is not valid');
    const waiting = this.#orphans.get(hash) ?? [];
    this.#orphans.delete(hash);
    return [block, ...waiting.flatMap((orphan) => this.#addOrphan(orphan, nowMs))];
  }

  #addOrphan(block: Block, nowMs: number): Block[] {
    try {
      return this.add(block, nowMs);
    } catch (error) {
      if (error instanceof Rejected) return [];
      throw error;
    }
  }

  #keepOrphan(block: Block): void {
    const siblings = this.#orphans.get(block.header.prevHash) ?? [];
    if (siblings.some(({ header }) => blockHashOf(header) === blockHashOf(block.header))) return;
    this.#orphans.set(block.header.prevHash, [...siblings, block]);
    if (this.#orphans.size > MAX_ORPHANS) this.#orphans.delete(this.#orphans.keys().next().value as string);
  }

  /** Switches to a chain if more work is in it; of two with the same work the one heard first stays. */
  #follow(link: Link): void {
    if (link.work <= this.tip.work) return;
    const abandoned: Transaction[][] = [];
    for (let best: Link = link; best !== this.tip; ) {
      try {
        this.ledger.moveTo(best, (transactions) => abandoned.unshift(transactions.slice(1)));
      } catch (error) {
        if (!(error instanceof InvalidBlock)) throw error;
        this.#condemn(error.link);
        best = this.#best();
      }
    }
    this.mempool.rebase(abandoned.flat());
  }

  /** A block is not valid, and neither is what follows from it. */
  #condemn(link: Link): void {
    this.#invalid.add(link);
    for (const other of this.tree.links()) {
      if (other.parent !== undefined && this.#invalid.has(other.parent)) this.#invalid.add(other);
    }
  }

  #best(): Link {
    let best = this.tree.genesis;
    for (const link of this.tree.links()) {
      if (!this.#invalid.has(link) && link.work > best.work) best = link;
    }
    return best;
  }

  /** The state so deep in the chain that a transaction in it has so many confirmations: 1 is the tip's. */
  confirmedBy(confirmations: number): Ledger {
    const ledger = this.#confirmed.get(confirmations) ?? new Ledger(this.tree, this.#rules, this.#seen);
    this.#confirmed.set(confirmations, ledger);
    ledger.moveTo(ancestorAt(this.tip, Math.max(0, this.tip.height + 1 - confirmations)) as Link);
    return ledger;
  }

  /** How many blocks of the chain, its own included, confirm a transaction; 0: it waits; undefined: it is not known. */
  confirmationsOf(id: string): number | undefined {
    if (this.mempool.get(id) !== undefined) return 0;
    for (let link: Link | undefined = this.tip; link !== undefined; link = link.parent) {
      if (link.block.transactions.some((transaction) => idOf(transaction) === id)) {
        return this.tip.height - link.height + 1;
      }
    }
    return undefined;
  }

  /** What a miner works on: the best-paying transactions that wait, behind the tip. */
  template(payTo: string, nowMs: number): Template {
    const parent = this.tip;
    const height = parent.height + 1;
    const rewardOf = (amount: number): Transaction => ({
      inputs: [],
      outputs: [{ owner: payTo, amount }],
      signatures: {},
      height,
    });
    const reserved = blockBytesOf([rewardOf(Number.MAX_SAFE_INTEGER)]);
    const { transactions, fees } = this.mempool.select(this.#rules.maxBlockBytes - reserved);
    const all = [rewardOf(rewardAt(height, this.#rules) + fees), ...transactions];
    return {
      header: {
        prevHash: parent.hash,
        root: rootOf(all),
        timeMs: Math.max(nowMs, medianTimeMs(parent) + 1),
        target: nextTarget(parent, this.#rules),
      },
      transactions: all,
    };
  }
}
