import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import type { Block } from './block.ts';
import { forkOf, type Link, pathBetween } from './block-tree.ts';
import { Blockchain } from './blockchain.ts';
import { rulesFrom } from './chain-options.ts';
import { type KeyPair, keyPairOf } from './keys.ts';
import { Peer, type PeerOptions, peerCall, peerRpc } from './peer.ts';
import { GrantedWork } from './proof-of-work.ts';
import { signedTransaction, type Transaction } from './transaction.ts';

export interface AttackArgs {
  /** Of wallets that are the attacker's, too: in its own chain it keeps the coins that it spends in the public one. */
  seeds: readonly string[];
  /** When the payee is content: the attacker's chain stays secret until then. */
  confirmations: number;
}

interface Attack extends AttackArgs {
  /** The chain that the attacker works on, and nobody else knows. */
  secret: Blockchain;
  /** Where it left the public one. */
  fork: Link;
}

const POLL_MS = 1_000;

/**
 * Spends a coin twice (lecture 19): starts a fork with Y→Y from the block before Y→Z, mines it in secret until Z has
 * shipped, and shows it when it holds more work than the public chain. Until then it looks like any other peer; it keeps what
 * it finds to itself, and mines nothing for the others.
 */
export class Attacker {
  readonly peer: Peer;
  readonly #runtime: NodeRuntime<PeerOptions>;
  readonly #work: GrantedWork;
  readonly #payTo: string;
  #attack: Attack | undefined;

  constructor(runtime: NodeRuntime<PeerOptions>) {
    const { minerSeed, ...options } = runtime.options;
    this.#runtime = runtime;
    this.peer = new Peer({ ...runtime, options });
    this.#work = new GrantedWork(runtime);
    this.#payTo = keyPairOf(minerSeed ?? 'attacker').publicKey;
  }

  /** Ends when the attack has succeeded, if it ever does. */
  async attack(args: AttackArgs): Promise<void> {
    const { tip, tree } = this.peer.chain;
    const secret = new Blockchain(rulesFrom(this.#runtime.options.chain));
    for (const { block } of pathBetween(tree.genesis, tip)) secret.add(block, Date.now());
    for (const seed of args.seeds) secret.mempool.add(keepAll(secret, keyPairOf(seed)));
    this.#attack = { ...args, secret, fork: secret.tip };
    void this.#mine(this.#attack);
    while (!this.#isWon(this.#attack)) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await this.#reveal(this.#attack);
  }

  /** The public chain has confirmed what it is to confirm, and the secret one is ahead of it. */
  #isWon({ secret, fork, confirmations }: Attack): boolean {
    const { tip } = this.peer.chain;
    return tip.height >= fork.height + confirmations && secret.tip.work > tip.work;
  }

  async #mine(attack: Attack): Promise<void> {
    while (this.#attack === attack) {
      const { header, transactions } = attack.secret.template(this.#payTo, Date.now());
      const nonce = await this.#work.search(header);
      if (nonce === undefined) return;
      attack.secret.add({ header: { ...header, nonce }, transactions }, Date.now());
    }
  }

  async #reveal({ secret, fork }: Attack): Promise<void> {
    this.#attack = undefined;
    const blocks: Block[] = pathBetween(forkOf(fork, secret.tip), secret.tip).map(({ block }) => block);
    for (const block of blocks) await this.peer.submitBlock(block);
  }
}

/** Y→Y with all that Y has: whatever Y pays elsewhere cannot be done any more. */
function keepAll({ ledger }: Blockchain, key: KeyPair): Transaction {
  const coins = ledger.coins.ofOwner(key.publicKey);
  return signedTransaction(
    coins.map(({ id }) => id),
    coins.map(({ owner, amount, memo }) => ({ owner, amount, ...(memo && { memo }) })),
    [key],
  );
}

export function bitcoinAttacker(runtime: NodeRuntime<PeerOptions>): Program {
  const attacker = new Attacker(runtime);
  return {
    onRpc: peerRpc(attacker.peer),
    onCall: (method, args) =>
      method === 'attack' ? attacker.attack(args[0] as AttackArgs) : peerCall(attacker.peer)(method, args),
  };
}
