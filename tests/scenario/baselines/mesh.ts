import type { ChainOptions } from '../../../reference/systems/bitcoin/chain-options.ts';
import { type KeyPair, keyPairOf } from '../../../reference/systems/bitcoin/keys.ts';
import type { ViewArgs, ViewReply } from '../../../reference/systems/bitcoin/messages.ts';
import type { ChainDescription, PeerOptions } from '../../../reference/systems/bitcoin/peer.ts';
import { type Output, signedTransaction, type Transaction } from '../../../reference/systems/bitcoin/transaction.ts';
import { bundleSystem } from '../../../src/compare/bundle-system.ts';
import { HashPower } from '../../../src/harness/machine/hash-power.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { type Bundle, VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { World } from '../../../src/harness/world.ts';
import { availableDrain } from '../../unit/harness/small-world.ts';

/** A block every ten seconds, of 128 hashes on average. */
export const QUICK_CHAIN: ChainOptions = {
  blockIntervalMs: 10_000,
  retargetBlocks: 1_000,
  firstTarget: `01ff${'f'.repeat(60)}`,
  reward: 50,
  halvingBlocks: 1_000,
  maturityBlocks: 3,
  maxBlockBytes: 20_000,
  grants: [
    { seed: 'Y', amount: 100 },
    { seed: 'X', amount: 40 },
  ],
};
/** Of one of four peers, for that. */
const HASHES_PER_S = 3.2;

export const person: Record<'X' | 'Y' | 'Z' | 'Q', KeyPair> = {
  X: keyPairOf('X'),
  Y: keyPairOf('Y'),
  Z: keyPairOf('Z'),
  Q: keyPairOf('Q'),
};

export interface MeshOptions {
  seed?: number;
  peers?: number;
  chain?: Partial<ChainOptions>;
  /** The simulation grants work, to each peer in proportion; absent: all really hash, equally fast. */
  power?: readonly number[];
  /** Peers that do not mine. */
  idle?: readonly number[];
  bundle?: Bundle;
  /** The last peer is an attacker. */
  hasAttacker?: boolean;
}

/** A ring of peers with one chord each. */
export class Mesh {
  readonly world: World;
  readonly peers: readonly SimNode[];
  readonly power: HashPower;

  constructor(world: World, { peers = 4, chain, power, idle = [], hasAttacker = false }: MeshOptions) {
    this.world = world;
    this.power = new HashPower(world);
    world.observers.add(this.power);
    this.peers = Array.from({ length: peers }, (_, i) => {
      const near = [i + 1, i + peers - 1, i + (peers >> 1)].map((peer) => peer % peers);
      const options: PeerOptions = {
        neighbours: [...new Set(near)].filter((peer) => peer !== i),
        chain: { ...QUICK_CHAIN, ...chain },
        ...(!idle.includes(i) && { minerSeed: `miner ${i}` }),
        ...(power === undefined && { hashesPerS: HASHES_PER_S }),
      };
      const program = hasAttacker && i === peers - 1 ? 'attacker' : 'peer';
      return world.addNode({ name: `peer ${i}`, program, options });
    });
    for (const [i, hashesPerMs] of (power ?? []).entries()) this.power.setPower(this.peers[i] as SimNode, hashesPerMs);
  }

  async ask<T>(peer: number, method: string, value?: unknown): Promise<T> {
    return JSON.parse((await this.world.call(this.peers[peer] as SimNode, method, [value])) as string) as T;
  }

  chainOf(peer: number): Promise<ChainDescription> {
    return this.ask(peer, 'chain');
  }

  /** Why a peer refuses it; null: it does not. */
  async send(peer: number, transaction: unknown): Promise<string | null> {
    return (await this.ask<{ reason: string | null }>(peer, 'sendTransaction', transaction)).reason;
  }

  async submit(peer: number, block: unknown): Promise<string | null> {
    return (await this.ask<{ reason: string | null }>(peer, 'submitBlock', block)).reason;
  }

  async balanceOf(owner: KeyPair, peer: number, confirmations = 1): Promise<number> {
    const wanted = [{ owner: owner.publicKey }];
    const view = await this.ask<ViewReply>(peer, 'view', { wanted, confirmations, ids: [], minHeight: 0 });
    return (view.coins[0] ?? []).reduce((sum, { amount }) => sum + amount, 0);
  }

  async confirmationsOf(id: string, peer: number): Promise<number | null> {
    const view = await this.ask<ViewReply>(peer, 'view', { wanted: [], confirmations: 0, ids: [id], minHeight: 0 });
    return view.confirmations[0] as number | null;
  }

  /** Waits until all peers' chains, or those of some, are so long and the same. */
  async agreeOn(height: number, peers = this.peers.map((_, i) => i)): Promise<ChainDescription> {
    const query: ViewArgs = { wanted: [], confirmations: 0, ids: [], minHeight: 0 };
    for (;;) {
      const views = await Promise.all(peers.map((peer) => this.ask<ViewReply>(peer, 'view', query)));
      const [first] = views as [ViewReply];
      if (first.height >= height && views.every(({ tip }) => tip === first.tip))
        return this.chainOf(peers[0] as number);
      await this.world.sleep(500);
    }
  }
}

/** Spends somebody's first coin; another signer is a forger. */
export async function paymentOf(mesh: Mesh, from: KeyPair, outputs: readonly Output[], signer = from) {
  const wanted = [{ owner: from.publicKey }];
  const view = await mesh.ask<ViewReply>(0, 'view', { wanted, confirmations: 0, ids: [], minHeight: 0 });
  const coin = view.coins[0]?.[0];
  if (coin === undefined) throw new Error('nothing is left to pay with');
  const signed = signedTransaction([coin.id], outputs, [signer]);
  const signatures = { [from.publicKey]: signed.signatures[signer.publicKey] as string };
  return { ...signed, signatures } satisfies Transaction;
}

export function pays(to: KeyPair, amount: number): Output {
  return { owner: to.publicKey, amount };
}

let ownBundle: Promise<Bundle> | undefined;

/** Runs a test's script with peers that have just started. */
export async function onMesh<T>(script: (mesh: Mesh) => Promise<T>, options: MeshOptions = {}): Promise<T> {
  ownBundle ??= bundleSystem('bitcoin');
  const host = new VmHost(options.bundle ?? (await ownBundle));
  const limits = { virtualMs: 7_200_000, events: 300_000, eventsPerMs: Infinity };
  const world = new World({ seed: options.seed ?? 1, host, drain: await availableDrain(), limits });
  const mesh = new Mesh(world, options);
  for (const peer of mesh.peers) world.boot(peer);
  try {
    return await world.run(() => script(mesh));
  } finally {
    host.close();
  }
}
