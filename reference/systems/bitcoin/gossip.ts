import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import { type Block, blockHashOf } from './block.ts';
import { forkOf, type Link, locatorOf, pathBetween } from './block-tree.ts';
import type { Blockchain } from './blockchain.ts';
import type { GetBlocksArgs, GetBlocksReply, GetDataArgs, GetDataReply, InvArgs } from './messages.ts';
import { idOf, type Transaction } from './transaction.ts';
import { isBlock, isTransaction } from './well-formed.ts';

/** A neighbour that does not answer is told again so often; the next heartbeat makes up for the rest. */
const ATTEMPTS = 3;
const MAX_BLOCKS_PER_REPLY = 50;
/** So many waiting transactions are named to a neighbour at a time. */
const MAX_INVENTORY = 500;

export interface GossipHandlers {
  /** @returns false: its predecessor is missing. */
  onBlock(block: Block): Promise<boolean>;
  onTransaction(transaction: Transaction): void;
}

/**
 * Floods blocks and transactions over the mesh: a peer tells its neighbours the hashes of what is new to it (`Inv`), and they ask for
 * what is new to them (`GetData`).
 */
export class Gossip {
  readonly #runtime: NodeRuntime;
  readonly #neighbours: readonly number[];
  readonly #chain: Blockchain;
  readonly #handlers: GossipHandlers;
  /** What has been asked for and is on its way. */
  readonly #fetching = new Set<string>();

  constructor(runtime: NodeRuntime, neighbours: readonly number[], chain: Blockchain, handlers: GossipHandlers) {
    this.#runtime = runtime;
    this.#neighbours = neighbours;
    this.#chain = chain;
    this.#handlers = handlers;
  }

  readonly rpc = {
    Inv: (args: InvArgs, from: number): void => void this.#fetch(args, from),
    GetData: (args: GetDataArgs): GetDataReply => this.#dataOf(args),
    GetBlocks: ({ locator }: GetBlocksArgs): GetBlocksReply => ({ blocks: this.#blocksAfter(locator) }),
  };

  announceBlocks(blocks: readonly Block[]): void {
    this.#announce({ blocks: blocks.map(({ header }) => blockHashOf(header)), transactions: [] });
  }

  announceTransaction(transaction: Transaction): void {
    this.#announce({ blocks: [], transactions: [idOf(transaction)] });
  }

  /** Names all that a neighbour may have missed. */
  heartbeat(): void {
    this.#announce({ blocks: [this.#chain.tip.hash], transactions: this.#chain.mempool.ids.slice(0, MAX_INVENTORY) });
  }

  /** Asks all neighbours for what has happened. */
  async catchUp(): Promise<void> {
    await Promise.all(this.#neighbours.map((neighbour) => this.#download(neighbour)));
  }

  #announce(inventory: InvArgs): void {
    for (const neighbour of this.#neighbours) void this.#call(neighbour, 'Inv', inventory);
  }

  async #fetch({ blocks, transactions }: InvArgs, from: number): Promise<void> {
    const isNew = (id: string) => !this.#fetching.has(id);
    const wanted: GetDataArgs = {
      blocks: blocks.filter((hash) => isNew(hash) && this.#chain.tree.get(hash) === undefined),
      transactions: transactions.filter((id) => isNew(id) && this.#chain.mempool.get(id) === undefined),
    };
    const ids = [...wanted.blocks, ...wanted.transactions];
    if (ids.length === 0) return;
    for (const id of ids) this.#fetching.add(id);
    const reply = await this.#call<GetDataReply>(from, 'GetData', wanted);
    for (const id of ids) this.#fetching.delete(id);
    for (const transaction of reply?.transactions ?? []) {
      if (isTransaction(transaction)) this.#handlers.onTransaction(transaction);
    }
    for (const block of reply?.blocks ?? []) {
      if (isBlock(block) && !(await this.#handlers.onBlock(block))) await this.#download(from);
    }
  }

  /** Takes over a neighbour's chain from where it leaves ours. */
  async #download(from: number): Promise<void> {
    for (;;) {
      const args: GetBlocksArgs = { locator: locatorOf(this.#chain.tip) };
      const reply = await this.#call<GetBlocksReply>(from, 'GetBlocks', args);
      const blocks = (reply?.blocks ?? []).filter(
        (block) => isBlock(block) && this.#chain.tree.get(blockHashOf(block.header)) === undefined,
      );
      if (blocks.length === 0) return;
      for (const block of blocks) {
        if (!(await this.#handlers.onBlock(block))) return;
      }
    }
  }

  #dataOf({ blocks, transactions }: GetDataArgs): GetDataReply {
    return {
      blocks: blocks.flatMap((hash) => this.#chain.tree.get(hash)?.block ?? []),
      transactions: transactions.flatMap((id) => this.#chain.mempool.get(id) ?? []),
    };
  }

  #blocksAfter(locator: readonly string[]): Block[] {
    const { tree, tip } = this.#chain;
    const known = locator.map((hash) => tree.get(hash)).find((link): link is Link => link !== undefined);
    const fork = forkOf(known ?? tree.genesis, tip);
    return pathBetween(fork, tip)
      .slice(0, MAX_BLOCKS_PER_REPLY)
      .map(({ block }) => block);
  }

  async #call<Reply>(to: number, method: string, args: unknown): Promise<Reply | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const reply = await this.#runtime.call(to, method, args);
      if (reply !== undefined) return reply as Reply;
    }
    return undefined;
  }
}
