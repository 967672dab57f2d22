import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import type { Block } from './block.ts';
import { Blockchain } from './blockchain.ts';
import { type ChainOptions, rulesFrom } from './chain-options.ts';
import { Gossip } from './gossip.ts';
import { keyPairOf } from './keys.ts';
import type { SendTransactionReply, ViewArgs, ViewReply } from './messages.ts';
import { GrantedWork, Hashing, type ProofOfWork } from './proof-of-work.ts';
import { Rejected } from './rules.ts';
import type { Transaction } from './transaction.ts';
import { isBlock, isTransaction } from './well-formed.ts';

export interface PeerOptions {
  /** Node ids: whom it has connections to. */
  neighbours: readonly number[];
  chain: ChainOptions;
  /** Whose wallet is paid for its blocks; absent: it does not mine. */
  minerSeed?: string;
  /** How many nonces it really tries; absent: the simulation grants work. */
  hashesPerS?: number;
}

/** One of many that keep the whole chain, pass on what is new, and mine. */
export class Peer {
  readonly chain: Blockchain;
  readonly gossip: Gossip;
  readonly #work: ProofOfWork;
  readonly #payTo: string | undefined;

  constructor(runtime: NodeRuntime<PeerOptions>) {
    const { neighbours, chain, minerSeed, hashesPerS } = runtime.options;
    this.chain = new Blockchain(rulesFrom(chain));
    this.gossip = new Gossip(runtime, neighbours, this.chain, {
      onBlock: (block) => this.#onBlock(block),
      onTransaction: (transaction) => void this.sendTransaction(transaction),
    });
    this.#work = hashesPerS === undefined ? new GrantedWork(runtime) : new Hashing(hashesPerS);
    this.#payTo = minerSeed === undefined ? undefined : keyPairOf(minerSeed).publicKey;
    void this.gossip.catchUp();
    void this.mine();
    this.#beat(chain.blockIntervalMs);
  }

  /** A wallet's transaction, or one that a neighbour has passed on. */
  sendTransaction(transaction: unknown): SendTransactionReply {
    if (!isTransaction(transaction)) return { reason: 'it is no transaction' };
    try {
      this.chain.mempool.add(transaction);
    } catch (error) {
      if (error instanceof Rejected) return { reason: error.message };
      throw error;
    }
    this.gossip.announceTransaction(transaction);
    void this.mine();
    return { reason: null };
  }

  /** @returns why the block is not taken; null: it is, or waits for its predecessor. */
  async submitBlock(block: unknown): Promise<{ reason: string | null }> {
    try {
      await this.#take(block);
      return { reason: null };
    } catch (error) {
      if (error instanceof Rejected) return { reason: error.message };
      throw error;
    }
  }

  /** Answers when the chain is long enough for a wallet that has seen more of it elsewhere; null: not yet. */
  view({ wanted, confirmations, ids, minHeight }: ViewArgs): ViewReply | null {
    if (this.chain.tip.height < minHeight) return null;
    const { mempool } = this.chain;
    const ledger = confirmations === 0 ? undefined : this.chain.confirmedBy(confirmations);
    return {
      height: this.chain.tip.height,
      tip: this.chain.tip.hash,
      coins: wanted.map(({ owner, register }) => {
        const coins = ledger?.coins.ofOwner(owner) ?? mempool.coinsOf(owner);
        if (register === undefined) return coins;
        return coins.filter(({ memo, isOwnersWord }) => isOwnersWord && memo?.register === register);
      }),
      confirmations: ids.map((id) => this.chain.confirmationsOf(id) ?? null),
    };
  }

  /** Works on a block behind the tip, with what waits now. */
  async mine(): Promise<void> {
    if (this.#payTo === undefined) return;
    const { header, transactions } = this.chain.template(this.#payTo, Date.now());
    const nonce = await this.#work.search(header);
    if (nonce !== undefined) await this.#onBlock({ header: { ...header, nonce }, transactions });
  }

  async #onBlock(block: Block): Promise<boolean> {
    try {
      return await this.#take(block);
    } catch (error) {
      // What breaks the rules is passed on to nobody.
      if (error instanceof Rejected) return true;
      throw error;
    }
  }

  /** @throws Rejected */
  async #take(block: unknown): Promise<boolean> {
    if (!isBlock(block)) throw new Rejected('it is no block');
    if (!(await this.#work.isProof(block.header))) throw new Rejected('the block’s hash proves no work');
    const { tip, tree } = this.chain;
    const placed = this.chain.add(block, Date.now());
    if (placed.length > 0) this.gossip.announceBlocks(placed);
    if (this.chain.tip !== tip) void this.mine();
    return placed.length > 0 || tree.get(block.header.prevHash) !== undefined;
  }

  /** A new template has a newer time, and neighbours hear what they have missed. */
  #beat(everyMs: number): void {
    setTimeout(
      () => {
        this.gossip.heartbeat();
        void this.mine();
        this.#beat(everyMs);
      },
      everyMs * (0.5 + Math.random()),
    );
  }
}

/** What wallets and neighbours ask a peer for. */
export function peerRpc(peer: Peer): Program['onRpc'] {
  const handlers: Record<string, (args: never, from: number) => unknown> = {
    ...peer.gossip.rpc,
    View: (args: ViewArgs) => peer.view(args),
    SendTransaction: (transaction: Transaction) => peer.sendTransaction(transaction),
  };
  return (method, args, from) => handlers[method]?.(args as never, from) ?? null;
}

/** What its own user asks it for. */
export function peerCall(peer: Peer): Program['onCall'] {
  return (method, [value]) => {
    switch (method) {
      case 'sendTransaction':
        return peer.sendTransaction(value);
      case 'submitBlock':
        return peer.submitBlock(value);
      case 'view':
        return peer.view(value as ViewArgs);
      case 'chain':
        return describeChain(peer.chain);
      default:
        throw new Error(`a peer has no method '${method}'`);
    }
  };
}

export function bitcoinPeer(runtime: NodeRuntime<PeerOptions>): Program {
  const peer = new Peer(runtime);
  return { onRpc: peerRpc(peer), onCall: peerCall(peer) };
}

/** The chain that a peer believes in, from the first block on, and all the money in it. */
export interface ChainDescription {
  blocks: readonly Block[];
  /** Hashes, in the order of `blocks`. */
  hashes: readonly string[];
  total: number;
  /** Ids of what waits. */
  waiting: readonly string[];
}

function describeChain({ tip, ledger, mempool }: Blockchain): ChainDescription {
  const blocks: Block[] = [];
  const hashes: string[] = [];
  for (let link: typeof tip | undefined = tip; link !== undefined; link = link.parent) {
    blocks.unshift(link.block);
    hashes.unshift(link.hash);
  }
  return { blocks, hashes, total: ledger.coins.total(), waiting: mempool.ids };
}
