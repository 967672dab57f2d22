import { hashOf } from './hash.ts';
import { merkleRoot } from './merkle.ts';
import { idOf, type Transaction } from './transaction.ts';

export interface BlockHeader {
  readonly prevHash: string;
  /** Merkle root of the transactions. */
  readonly root: string;
  /** By the miner's clock, ms. */
  readonly timeMs: number;
  /** A hash up to this one proves work: 256 bits, hexadecimal. The lecture's N leading zeros, in finer steps. */
  readonly target: string;
  /** What miners try until the hash is low enough. */
  readonly nonce: string;
}

export interface Block {
  readonly header: BlockHeader;
  /** The reward first. */
  readonly transactions: readonly Transaction[];
}

const HASHES = 1n << 256n;

/** How many hashes it takes on average to meet a target. */
export function workOf(target: string): bigint {
  return HASHES / (numberOfHash(target) + 1n);
}

/** The target that takes so many hashes on average. */
export function targetOf(work: bigint): string {
  return hashText(HASHES / work - 1n);
}

export function numberOfHash(hash: string): bigint {
  return BigInt(`0x${hash}`);
}

export function hashText(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** What work is done on: everything but the nonce. */
export function challengeOf({ prevHash, root, timeMs, target }: Omit<BlockHeader, 'nonce'>): string {
  return hashOf([prevHash, root, timeMs, target]);
}

const hashes = new WeakMap<BlockHeader, string>();

/** hash(block): that of its header, which stands for all of it. */
export function blockHashOf(header: BlockHeader): string {
  let hash = hashes.get(header);
  if (hash === undefined) {
    hash = hashOf([challengeOf(header), header.nonce]);
    hashes.set(header, hash);
  }
  return hash;
}

export function rootOf(transactions: readonly Transaction[]): string {
  return merkleRoot(transactions.map(idOf));
}
