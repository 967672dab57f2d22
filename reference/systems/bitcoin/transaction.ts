import { hashOf } from './hash.ts';
import { type KeyPair, type PublicKey, sign } from './keys.ts';

/** An output of a transaction: its id and the output's place, `id:0`. */
export type CoinId = string;

/** What the owner says that a coin stands for; peers carry it and do not care (lecture 20: names in Bitcoin's ledger). */
export interface Memo {
  readonly register: string;
  readonly value: string;
}

export interface Output {
  /** pub(Z). */
  readonly owner: PublicKey;
  /** In the smallest unit. */
  readonly amount: number;
  readonly memo?: Memo;
}

/** Lecture 19: `pub(Z), hash(T7), sig(Y)`, with several coins in and out. */
export interface Transaction {
  /** The coins that it spends, whole. None: it creates a block's reward. */
  readonly inputs: readonly CoinId[];
  readonly outputs: readonly Output[];
  /** One by every owner of a coin that is spent. */
  readonly signatures: Readonly<Record<PublicKey, string>>;
  /** Of a reward: the height of its block, so that no two rewards are the same transaction. */
  readonly height?: number;
}

/** What is signed: everything but the signatures. */
export function digestOf({ inputs, outputs, height }: Pick<Transaction, 'inputs' | 'outputs' | 'height'>): string {
  const plain = outputs.map(({ owner, amount, memo }) => [owner, amount, memo ? [memo.register, memo.value] : null]);
  return hashOf([inputs, plain, height ?? null]);
}

const ids = new WeakMap<Transaction, string>();

/** hash(T): covers the signatures, too, so that a block's hash says exactly what is in it. */
export function idOf(transaction: Transaction): string {
  let id = ids.get(transaction);
  if (id === undefined) {
    const signatures = Object.entries(transaction.signatures).sort(([a], [b]) => (a < b ? -1 : 1));
    id = hashOf([digestOf(transaction), signatures]);
    ids.set(transaction, id);
  }
  return id;
}

export function coinIdOf(transaction: Transaction, output: number): CoinId {
  return `${idOf(transaction)}:${output}`;
}

export function sizeBytesOf(transaction: Transaction): number {
  return JSON.stringify(transaction).length;
}

/** Spends coins; all their owners sign. */
export function signedTransaction(
  inputs: readonly CoinId[],
  outputs: readonly Output[],
  owners: readonly KeyPair[],
): Transaction {
  const digest = digestOf({ inputs, outputs });
  const signatures = Object.fromEntries(owners.map((owner) => [owner.publicKey, sign(digest, owner)]));
  return { inputs, outputs, signatures };
}
