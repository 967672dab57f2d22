import type { Coin, CoinView } from './coins.ts';
import { isSignedBy } from './keys.ts';
import { type ChainRules, Rejected } from './rules.ts';
import { digestOf, idOf, sizeBytesOf, type Transaction } from './transaction.ts';

/**
 * Lecture 19, checks of a new transaction: previous transactions exist, nobody else spends the same, and their owners
 * have signed. And no money comes from nowhere.
 *
 * @param height of the block that it will be in, at the earliest.
 * @param seen ids of transactions whose signatures are known to be right: checking one takes as long as all the rest.
 * @returns the fee.
 * @throws Rejected
 */
export function checkTransaction(
  transaction: Transaction,
  coins: CoinView,
  { height, rules, seen }: { height: number; rules: ChainRules; seen: Set<string> },
): number {
  const { inputs, outputs } = transaction;
  if (inputs.length === 0) throw new Rejected('only a block’s reward spends nothing');
  if (new Set(inputs).size < inputs.length) throw new Rejected('a coin is spent twice in one transaction');
  checkOutputs(transaction, rules);
  const spent = inputs.map((id) => spendable(coins.get(id), { height, rules }));
  const fee = sumOf(spent) - sumOf(outputs);
  if (fee < 0) throw new Rejected('more is paid than there is');
  checkSignatures(transaction, spent, seen);
  return fee;
}

function spendable(coin: Coin | undefined, { height, rules }: { height: number; rules: ChainRules }): Coin {
  if (coin === undefined) throw new Rejected('a coin that is spent does not exist, or not any more');
  if (coin.isReward && coin.height > 0 && height - coin.height < rules.maturityBlocks) {
    throw new Rejected('a reward is spent too early');
  }
  return coin;
}

function checkSignatures(transaction: Transaction, spent: readonly Coin[], seen: Set<string>): void {
  const id = idOf(transaction);
  if (seen.has(id)) return;
  const digest = digestOf(transaction);
  for (const owner of new Set(spent.map((coin) => coin.owner))) {
    const signature = transaction.signatures[owner] ?? '';
    if (!isSignedBy(digest, signature, owner)) throw new Rejected('the owner of a coin has not signed');
  }
  if (Object.keys(transaction.signatures).some((signer) => spent.every(({ owner }) => owner !== signer))) {
    throw new Rejected('somebody has signed who owns nothing of it');
  }
  seen.add(id);
}

/** @throws Rejected */
export function checkOutputs(transaction: Transaction, { maxBlockBytes }: ChainRules): void {
  const { outputs } = transaction;
  const isAmount = ({ amount }: { amount: number }) => Number.isSafeInteger(amount) && amount >= 0;
  if (outputs.length === 0 || !outputs.every(isAmount)) throw new Rejected('an amount is no amount');
  if (sizeBytesOf(transaction) > maxBlockBytes) throw new Rejected('the transaction fits into no block');
}

export function sumOf(coins: readonly { amount: number }[]): number {
  return coins.reduce((sum, { amount }) => sum + amount, 0);
}
