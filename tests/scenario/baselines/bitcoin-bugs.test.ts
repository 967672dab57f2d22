import { expect, test } from 'vitest';
import { type Block, blockHashOf, rootOf } from '../../../reference/systems/bitcoin/block.ts';
import { BlockTree, type Link } from '../../../reference/systems/bitcoin/block-tree.ts';
import { rulesFrom } from '../../../reference/systems/bitcoin/chain-options.ts';
import { nextTarget } from '../../../reference/systems/bitcoin/check-header.ts';
import type { Transaction } from '../../../reference/systems/bitcoin/transaction.ts';
import { bundleSystem } from '../../../src/compare/bundle-system.ts';
import type { SourcePatch } from '../../../src/grading/submission/source-patch.ts';
import { type Mesh, onMesh, paymentOf, pays, person, QUICK_CHAIN } from './mesh.ts';

const { Y, Z, Q } = person;

/** Four hashes on average; every two blocks the difficulty follows. */
const EASY_CHAIN = { ...QUICK_CHAIN, firstTarget: `3${'f'.repeat(63)}`, retargetBlocks: 2 };
const RULES = rulesFrom(EASY_CHAIN);

/** A miner that breaks the rules if it is told so. */
class Cheat {
  readonly tree = new BlockTree(RULES);

  /** A block with proven work, `apartMs` after the one before. */
  mine(
    parent: Link,
    transactions: readonly Transaction[],
    {
      reward = RULES.reward,
      apartMs = 10_000,
      target = nextTarget(parent, RULES),
      shown = transactions,
      isWorkedOn = true,
    } = {},
  ): Link {
    const first: Transaction = { inputs: [], outputs: [pays(Q, reward)], signatures: {}, height: parent.height + 1 };
    const header = {
      prevHash: parent.hash,
      root: rootOf([first, ...transactions]),
      timeMs: parent.block.header.timeMs + apartMs,
      target,
    };
    for (let nonce = 0; ; nonce++) {
      const block: Block = { header: { ...header, nonce: String(nonce) }, transactions: [first, ...shown] };
      if (blockHashOf(block.header) <= target === isWorkedOn) return this.tree.add(block, parent);
    }
  }

  chain(parent: Link, length: number, options: { apartMs?: number } = {}): Link[] {
    const links: Link[] = [];
    for (let last = parent; links.length < length; last = links.at(-1) as Link)
      links.push(this.mine(last, [], options));
    return links;
  }
}

/** What becomes of every way to cheat. */
async function trial(patches: readonly SourcePatch[]): Promise<Record<string, unknown>> {
  const bundle = await bundleSystem('bitcoin', patches);
  return onMesh(
    async (mesh) => {
      await mesh.world.sleep(3_600_000);
      const cheat = new Cheat();
      const { genesis } = cheat.tree;
      const toZ = await paymentOf(mesh, Y, [pays(Z, 100)]);
      const toQ = await paymentOf(mesh, Y, [pays(Q, 100)]);
      const stolen = await paymentOf(mesh, Y, [pays(Q, 100)], Q);
      const isTaken = async (link: Link) => (await mesh.submit(0, link.block)) === null && (await holds(mesh, link));
      const facts: Record<string, unknown> = {
        'a coin stolen without its owner’s signature': await isTaken(cheat.mine(genesis, [stolen])),
        'a coin spent twice in a block': await isTaken(cheat.mine(genesis, [toZ, toQ])),
        'a reward that is too large': await isTaken(cheat.mine(genesis, [], { reward: 51 })),
        'a block that is too easy': await isTaken(cheat.mine(genesis, [], { target: `7${'f'.repeat(63)}` })),
        'a block without work': await isTaken(cheat.mine(genesis, [], { isWorkedOn: false })),
        'transactions under the hash of others': await isTaken(cheat.mine(genesis, [toZ], { shown: [toQ] })),
      };
      const paid = cheat.mine(genesis, [toZ]);
      facts['an honest block'] = await isTaken(paid);
      facts['a coin spent twice in a chain'] = await isTaken(cheat.mine(paid, [toQ]));
      // A longer fork without the payment.
      for (const link of cheat.chain(genesis, 3, { apartMs: 12_000 })) await mesh.submit(0, link.block);
      const { waiting, total, blocks } = await mesh.chainOf(0);
      facts['after a fork'] = {
        waits: waiting.length,
        total,
        height: blocks.length - 1,
        Y: await mesh.balanceOf(Y, 0),
      };
      const easy = cheat.chain(genesis, 12, { apartMs: 40_000 });
      const hard = cheat.chain(genesis, 10, { apartMs: 2_500 });
      for (const link of [...hard, ...easy]) await mesh.submit(0, link.block);
      facts['more blocks, less work'] = await holds(mesh, easy[11] as Link);
      return facts;
    },
    { peers: 1, idle: [0], chain: EASY_CHAIN, bundle },
  );
}

async function holds(mesh: Mesh, { hash }: Link): Promise<boolean> {
  return (await mesh.chainOf(0)).hashes.includes(hash);
}

const CORRECT = {
  'a coin stolen without its owner’s signature': false,
  'a coin spent twice in a block': false,
  'a coin spent twice in a chain': false,
  'a reward that is too large': false,
  'a block that is too easy': false,
  'a block without work': false,
  'transactions under the hash of others': false,
  'an honest block': true,
  'after a fork': { waits: 1, total: 290, height: 3, Y: 100 },
  'more blocks, less work': false,
};

test('Bitcoin’s checks refuse every way to cheat', async () => {
  expect(await trial([])).toEqual(CORRECT);
});

interface PlantedBug extends SourcePatch {
  bug: string;
  /** What is wrong then; the rest need not be right. */
  shows: keyof typeof CORRECT;
}

const BUGS: readonly PlantedBug[] = [
  {
    bug: 'signatures are not checked',
    file: 'bitcoin/check-transaction.ts',
    find: "if (!isSignedBy(digest, signature, owner)) throw new Rejected('the owner of a coin has not signed');",
    replace: 'isSignedBy(digest, signature, owner);',
    shows: 'a coin stolen without its owner’s signature',
  },
  {
    bug: 'a block’s transactions do not see what those before them have spent',
    file: 'bitcoin/coins.ts',
    find: 'if (this.spent.has(id)) return undefined;',
    replace: '',
    shows: 'a coin spent twice in a block',
  },
  {
    bug: 'spent coins stay',
    file: 'bitcoin/ledger.ts',
    find: 'for (const coin of changes.spent.values()) this.coins.remove(coin);',
    replace: '',
    shows: 'a coin spent twice in a chain',
  },
  {
    bug: 'miners take what they like',
    file: 'bitcoin/ledger.ts',
    find: "if (sumOf(reward.outputs) > most) throw new Rejected('the miner takes more than the reward and the fees');",
    replace: 'sumOf(reward.outputs) > most;',
    shows: 'a reward that is too large',
  },
  {
    bug: 'a block chooses its own difficulty',
    file: 'bitcoin/check-header.ts',
    find: "if (target !== nextTarget(parent, rules)) throw new Rejected('the block is not as difficult as it must be');",
    replace: 'nextTarget(parent, rules), target;',
    shows: 'a block that is too easy',
  },
  {
    bug: 'nobody looks at the nonce',
    file: 'bitcoin/peer.ts',
    find: "if (!(await this.#work.isProof(block.header))) throw new Rejected('the block’s hash proves no work');",
    replace: '',
    shows: 'a block without work',
  },
  {
    bug: 'the hash of a block says nothing about its transactions',
    file: 'bitcoin/blockchain.ts',
    find: "if (rootOf(block.transactions) !== block.header.root) throw new Rejected('the block is not what its hash says');",
    replace: '',
    shows: 'transactions under the hash of others',
  },
  {
    bug: 'transactions of an abandoned branch are forgotten',
    file: 'bitcoin/blockchain.ts',
    find: 'this.mempool.rebase(abandoned.flat());',
    replace: 'this.mempool.rebase([]);',
    shows: 'after a fork',
  },
  {
    bug: 'coins that an abandoned branch has spent stay spent',
    file: 'bitcoin/ledger.ts',
    find: 'for (const coin of spent.values()) this.coins.add(coin);',
    replace: 'spent.size;',
    shows: 'after a fork',
  },
  {
    bug: 'the longest chain wins, by the number of its blocks',
    file: 'bitcoin/blockchain.ts',
    find: 'if (link.work <= this.tip.work) return;',
    replace: 'if (link.height <= this.tip.height) return;',
    shows: 'more blocks, less work',
  },
];

test.each(BUGS)('planted bug, $bug: it shows', async ({ shows, ...patch }) => {
  expect((await trial([patch]))[shows]).not.toEqual(CORRECT[shows]);
});
