import type { Output } from './transaction.ts';

/** What all peers agree on beforehand: who has other rules is on another chain (a hard fork). */
export interface ChainRules {
  /** How far apart blocks shall be on average, ms. Bitcoin: 10 minutes. */
  readonly blockIntervalMs: number;
  /** The difficulty follows the hash power every so many blocks. Bitcoin: 2016, two weeks. */
  readonly retargetBlocks: number;
  /** The target of the first blocks, see {@link BlockHeader}. */
  readonly firstTarget: string;
  /** What a block creates at first, and after how many blocks it is halved. Bitcoin: 50 coins, 210,000. */
  readonly reward: number;
  readonly halvingBlocks: number;
  /** A reward cannot be spent before so many blocks are on top of its own. Bitcoin: 100. */
  readonly maturityBlocks: number;
  /** Of a block's transactions. Bitcoin: a megabyte, now a few. */
  readonly maxBlockBytes: number;
  /** What the first block gives to whom. */
  readonly genesis: readonly Output[];
}

/** The miner's reward, without fees: a fixed number of coins will ever exist. */
export function rewardAt(height: number, { reward, halvingBlocks }: ChainRules): number {
  return Math.floor(reward / 2 ** Math.floor(height / halvingBlocks));
}

/** What is wrong with a transaction or a block. */
export class Rejected extends Error {
  override name = 'Rejected';
}
