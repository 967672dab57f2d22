import { expect, test } from 'vitest';
import { blockHashOf, rootOf, targetOf, workOf } from '../../../reference/systems/bitcoin/block.ts';
import { merkleProof, merkleRoot, rootOfProof } from '../../../reference/systems/bitcoin/merkle.ts';
import { rewardAt } from '../../../reference/systems/bitcoin/rules.ts';
import { idOf, signedTransaction } from '../../../reference/systems/bitcoin/transaction.ts';
import { sequentialConsistency } from '../../../src/checker/levels/sequential-consistency.ts';
import { onMesh, paymentOf, pays, person, QUICK_CHAIN } from './mesh.ts';

const { X, Y, Z, Q } = person;

test('lecture 19, Y buys a hamburger: Z is paid when the payment is in the chain, and everybody knows', async () => {
  const result = await onMesh(async (mesh) => {
    const payment = await paymentOf(mesh, Y, [pays(Z, 60), pays(Y, 38)]);
    const before = await mesh.balanceOf(Z, 0);
    const reason = await mesh.send(0, payment);
    const { blocks } = await mesh.agreeOn(4);
    const included = blocks.filter(({ transactions }) => transactions.some((each) => idOf(each) === idOf(payment)));
    const reward = included[0]?.transactions[0];
    const balances = await Promise.all([0, 1, 2, 3].map((peer) => mesh.balanceOf(Z, peer)));
    return { before, reason, blocks: included.length, balances, reward: reward?.outputs[0]?.amount };
  });
  // The miner has the two that are left over, beside the reward.
  expect(result).toEqual({ before: 0, reason: null, blocks: 1, balances: [60, 60, 60, 60], reward: 52 });
});

test('blocks really prove work, and each names the one before it', async () => {
  const { blocks, hashes } = await onMesh((mesh) => mesh.agreeOn(6));
  for (const [i, { header }] of blocks.entries()) {
    if (i === 0) continue;
    expect(header.prevHash).toBe(hashes[i - 1]);
    expect(blockHashOf(header) <= header.target).toBe(true);
  }
  expect(workOf(QUICK_CHAIN.firstTarget)).toBe(128n);
  expect(workOf(targetOf(12_345n))).toBe(12_345n);
});

test('a peer refuses what is forged, and says why', async () => {
  const reasons = await onMesh(async (mesh) => {
    const good = await paymentOf(mesh, Y, [pays(Z, 100)]);
    const [coin] = good.inputs as [string];
    const tampered = { ...good, outputs: [pays(Q, 100)] };
    return {
      'signed by somebody else': await mesh.send(0, await paymentOf(mesh, Y, [pays(Z, 100)], Q)),
      'a signature under other outputs': await mesh.send(0, tampered),
      'no signature': await mesh.send(0, { ...good, signatures: {} }),
      'a totally fake coin': await mesh.send(0, signedTransaction([`${'0'.repeat(64)}:0`], [pays(Z, 1)], [Y])),
      'more than there is': await mesh.send(0, await paymentOf(mesh, Y, [pays(Z, 101)])),
      'a negative amount': await mesh.send(0, await paymentOf(mesh, Y, [pays(Z, 200), pays(Y, -100)])),
      'the same coin twice': await mesh.send(0, signedTransaction([coin, coin], [pays(Z, 200)], [Y])),
      'a reward out of nowhere': await mesh.send(0, { inputs: [], outputs: [pays(Z, 1)], signatures: {}, height: 1 }),
      nonsense: await mesh.send(0, { inputs: 7 }),
      'in order': await mesh.send(0, good),
    };
  });
  expect(reasons).toMatchInlineSnapshot(`
    {
      "a negative amount": "an amount is no amount",
      "a reward out of nowhere": "only a block’s reward spends nothing",
      "a signature under other outputs": "the owner of a coin has not signed",
      "a totally fake coin": "a coin that is spent does not exist, or not any more",
      "in order": null,
      "more than there is": "more is paid than there is",
      "no signature": "the owner of a coin has not signed",
      "nonsense": "it is no transaction",
      "signed by somebody else": "the owner of a coin has not signed",
      "the same coin twice": "a coin is spent twice in one transaction",
    }
  `);
});

test('lecture 19, Y→Z and Y→Q: a peer takes the first it sees and ignores the second', async () => {
  const result = await onMesh(async (mesh) => {
    const [first, second] = [await paymentOf(mesh, Y, [pays(Z, 100)]), await paymentOf(mesh, Y, [pays(Q, 100)])];
    const reasons = [await mesh.send(0, first), await mesh.send(0, second)];
    await mesh.agreeOn(4);
    return { reasons, Z: await mesh.balanceOf(Z, 2), Q: await mesh.balanceOf(Q, 2) };
  });
  expect(result).toEqual({
    reasons: [null, 'a coin that is spent does not exist, or not any more'],
    Z: 100,
    Q: 0,
  });
});

test('lecture 19, Y tells some Y→Z and others Y→Q: one of them gets into the chain', async () => {
  const winners = new Set<string>();
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const balances = await onMesh(
      async (mesh) => {
        const [first, second] = [await paymentOf(mesh, Y, [pays(Z, 100)]), await paymentOf(mesh, Y, [pays(Q, 100)])];
        await Promise.all([mesh.send(0, first), mesh.send(1, second)]);
        await mesh.agreeOn(4);
        return [await mesh.balanceOf(Z, 2), await mesh.balanceOf(Q, 2)];
      },
      { seed, power: [0.0032, 0.0032, 0.0032, 0.0032] },
    );
    expect(balances[0]! + balances[1]!).toBe(100);
    winners.add(balances[0] === 100 ? 'Z' : 'Q');
  }
  // Which one is a matter of luck.
  expect([...winners].sort()).toEqual(['Q', 'Z']);
});

test('lecture 19, a block in the middle cannot be changed', async () => {
  const { blocks, reasons } = await onMesh(async (mesh) => {
    const { blocks } = await mesh.agreeOn(3);
    const block = blocks[1]!;
    const transactions = [{ ...block.transactions[0]!, outputs: [pays(Q, 50)] }];
    const reasons = [
      await mesh.submit(1, { ...block, header: { ...block.header, nonce: 'other' } }),
      await mesh.submit(1, { header: { ...block.header, root: rootOf(transactions) }, transactions }),
    ];
    return { blocks, reasons };
  });
  // The same hash, but not what it stands for: a newcomer, who does not know the block yet, is not deceived either.
  const told = { ...blocks[1], transactions: [{ ...blocks[1]!.transactions[0]!, outputs: [pays(Q, 50)] }] };
  const newcomer = await onMesh((mesh) => mesh.submit(0, told), { idle: [0, 1, 2, 3] });
  expect([...reasons, newcomer]).toEqual([
    'the block’s hash proves no work',
    'the block’s hash proves no work',
    'the block is not what its hash says',
  ]);
});

test('a fork ends when one branch has more work; payments of the abandoned one get into the chain again', async () => {
  const result = await onMesh(
    async (mesh) => {
      const { network } = mesh.world;
      const between = [0, 1].flatMap((a) => [2, 3].flatMap((b) => [[a, b] as const, [b, a] as const]));
      const cut = (isCut: boolean) => {
        for (const [from, to] of between) network.updateLink(from, to, { isCut });
      };
      cut(true);
      const lost = await paymentOf(mesh, Y, [pays(Z, 100)]);
      await mesh.send(3, lost);
      const minority = await mesh.agreeOn(2, [2, 3]);
      const majority = await mesh.agreeOn(minority.blocks.length + 3, [0, 1]);
      const appeared = await mesh.balanceOf(Z, 3);
      const elsewhere = await mesh.balanceOf(Z, 0);
      cut(false);
      const agreed = await mesh.agreeOn(majority.blocks.length + 2);
      return {
        forked: minority.hashes[1] !== majority.hashes[1],
        winner: agreed.hashes[1] === majority.hashes[1] ? 'the one with more work' : 'the other one',
        appeared,
        elsewhere,
        afterwards: await mesh.balanceOf(Z, 3),
        waiting: agreed.waiting,
      };
    },
    { power: [0.005, 0.005, 0.00125, 0.00125] },
  );
  expect(result).toEqual({
    forked: true,
    winner: 'the one with more work',
    appeared: 100,
    elsewhere: 0,
    afterwards: 100,
    waiting: [],
  });
});

test('all money comes from rewards, which halve, and can be spent only when they have matured', async () => {
  const chain = { halvingBlocks: 4 };
  const { total, blocks } = await onMesh((mesh) => mesh.agreeOn(13), { power: [0.0128, 0, 0, 0], chain });
  const rewards = blocks.map((_, height) =>
    height === 0 ? 140 : rewardAt(height, { ...QUICK_CHAIN, ...chain, genesis: [] }),
  );
  expect(rewards.slice(0, 14)).toEqual([140, 50, 50, 50, 25, 25, 25, 25, 12, 12, 12, 12, 6, 6]);
  expect(total).toBe(rewards.reduce((sum, reward) => sum + reward, 0));
});

test('lecture 19, many miners join: blocks come faster, and then as slowly as before', async () => {
  const intervals = await onMesh(
    async (mesh) => {
      await mesh.agreeOn(40);
      for (const peer of mesh.peers) mesh.power.setPower(peer, 0.0256);
      const { blocks } = await mesh.agreeOn(160);
      const mean = (from: number) => (blocks[from + 39]!.header.timeMs - blocks[from]!.header.timeMs) / 39 / 10_000;
      return { before: mean(1), joined: mean(40), afterwards: mean(121) };
    },
    { peers: 2, power: [0.0064, 0.0064], chain: { retargetBlocks: 40 } },
  );
  expect(intervals.before).toBeGreaterThan(0.6);
  expect(intervals.joined).toBeLessThan(0.4);
  expect(intervals.afterwards).toBeGreaterThan(0.6);
  expect(intervals.afterwards).toBeLessThan(1.5);
});

test('a newcomer gets the whole chain from its neighbours, and so does a peer that was away', async () => {
  const tips = await onMesh(
    async (mesh) => {
      const [, , , away] = mesh.peers;
      await mesh.agreeOn(3);
      mesh.world.stop(away!);
      await mesh.agreeOn(70, [0, 1, 2]);
      mesh.world.boot(away!);
      await mesh.world.sleep(2_000);
      return Promise.all([0, 3].map(async (peer) => (await mesh.chainOf(peer)).hashes.length));
    },
    { power: [0.0128, 0, 0, 0] },
  );
  expect(tips[1]).toBeGreaterThan(70);
  expect(tips[0]! - tips[1]!).toBeLessThanOrEqual(1);
});

test('a block takes no more transactions than fit, the best-paying first: that bounds the throughput', async () => {
  const result = await onMesh(
    async (mesh) => {
      const fan = await paymentOf(
        mesh,
        Y,
        Array.from({ length: 60 }, () => pays(X, 1)),
      );
      await mesh.send(0, fan);
      await mesh.agreeOn(2);
      const coins = fan.outputs.map((_, i) => `${idOf(fan)}:${i}`);
      for (const [i, coin] of coins.entries())
        await mesh.send(0, signedTransaction([coin], [pays(Z, i < 50 ? 1 : 0)], [X]));
      const from = (await mesh.chainOf(0)).blocks.length;
      const { blocks } = await mesh.agreeOn(from + 6, [0]);
      const sizes = blocks.slice(from).map(({ transactions }) => JSON.stringify(transactions).length);
      const counts = blocks.slice(from).map(({ transactions }) => transactions.length - 1);
      const paying = blocks
        .slice(from)[0]
        ?.transactions.slice(1)
        .filter(({ outputs }) => outputs[0]?.amount === 0);
      return { largest: Math.max(...sizes), counts, first: paying?.length };
    },
    { power: [0.0128, 0, 0, 0], chain: { maxBlockBytes: 9_000 } },
  );
  expect(result.largest).toBeLessThanOrEqual(9_200);
  expect(Math.max(...result.counts)).toBeLessThan(30);
  expect(result.counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  expect(result.first).toBe(10);
});

/** Y pays Z, who ships after so many confirmations, while an attacker with most of the power keeps the coin in secret. */
function doubleSpend(confirmations: number, seed: number) {
  return onMesh(
    async (mesh) => {
      await mesh.agreeOn(2);
      const payment = await paymentOf(mesh, Y, [pays(Z, 100)]);
      const [coin] = payment.inputs as [string];
      mesh.power.setPower(mesh.peers[4]!, 0.04);
      void mesh.world.call(mesh.peers[4]!, 'attack', [{ seeds: ['Y'], confirmations: confirmations + 1 }]);
      const callAt = mesh.world.nowMs;
      await mesh.send(0, payment);
      while (((await mesh.confirmationsOf(idOf(payment), 0)) ?? 0) < confirmations) await mesh.world.sleep(1_000);
      const shippedAt = mesh.world.nowMs;
      while ((await mesh.confirmationsOf(idOf(payment), 0)) !== null) await mesh.world.sleep(1_000);
      await mesh.world.sleep(5_000);
      return {
        Z: await mesh.balanceOf(Z, 0),
        Y: await mesh.balanceOf(Y, 0),
        everywhere: (await mesh.agreeOn(confirmations, [0, 1, 2, 3])).hashes.length > confirmations,
        // Two spends of one coin, and both were done.
        history: [
          {
            client: 'Y',
            callAt,
            returnAt: shippedAt,
            accesses: [
              { op: 'read', key: coin, value: 'Y' },
              { op: 'write', key: coin, value: 'to Z' },
            ],
          },
          {
            client: 'attacker',
            callAt,
            returnAt: mesh.world.nowMs,
            accesses: [
              { op: 'read', key: coin, value: 'Y' },
              { op: 'write', key: coin, value: 'to Y' },
            ],
          },
          { client: 'before', callAt: 0, returnAt: 0, accesses: [{ op: 'write', key: coin, value: 'Y' }] },
        ] as const,
      };
    },
    { seed, peers: 5, hasAttacker: true, power: [0.0032, 0.0032, 0.0032, 0.0032, 0] },
  );
}

test('lecture 19, most of the hash power: the payment that Z has shipped for disappears, and the checker says so', async () => {
  const { Z: paid, Y: kept, everywhere, history } = await doubleSpend(6, 1);
  expect({ paid, kept, everywhere }).toEqual({ paid: 0, kept: 100, everywhere: true });
  expect(sequentialConsistency.check(history)).toMatchObject({ outcome: 'illegal' });
});

test('a Merkle proof leads from any transaction to the root', () => {
  for (let size = 1; size <= 9; size++) {
    const leaves = Array.from({ length: size }, (_, i) => `${i}`.padStart(64, '0'));
    const root = merkleRoot(leaves);
    for (const [i, leaf] of leaves.entries()) {
      expect(rootOfProof(leaf, i, merkleProof(leaves, i))).toBe(root);
      expect(rootOfProof('f'.repeat(64), i, merkleProof(leaves, i))).not.toBe(root);
    }
  }
  expect(merkleRoot(['a', 'b', 'c'])).not.toBe(merkleRoot(['a', 'b', 'c', 'c']));
});
