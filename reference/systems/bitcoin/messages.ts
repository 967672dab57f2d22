import type { Block } from './block.ts';
import type { Coin } from './coins.ts';
import type { PublicKey } from './keys.ts';
import type { Transaction } from './transaction.ts';

/** "I have these": to neighbours, about something new. */
export interface InvArgs {
  /** Hashes. */
  blocks: readonly string[];
  /** Ids. */
  transactions: readonly string[];
}

/** "Send me these." */
export type GetDataArgs = InvArgs;

export interface GetDataReply {
  blocks: readonly Block[];
  transactions: readonly Transaction[];
}

/** "What comes behind the last of these that is in your chain?" */
export interface GetBlocksArgs {
  locator: readonly string[];
}

export interface GetBlocksReply {
  /** In order; not all of them if there are many. */
  blocks: readonly Block[];
}

/** From a wallet: what is in the chain? Everything in the reply is as of one moment. */
export interface ViewArgs {
  /** Whose coins; a register: only the one that the owner says stands for it. */
  wanted: readonly { owner: PublicKey; register?: string }[];
  /** How deep in the chain to look; 0: as if all that waits were done. */
  confirmations: number;
  /** Transactions to look for. */
  ids: readonly string[];
  /** Not before the peer's chain is so long. */
  minHeight: number;
}

export interface ViewReply {
  /** Of the chain's last block. */
  height: number;
  /** Its hash. */
  tip: string;
  coins: readonly (readonly Coin[])[];
  /** How many confirmations each has: 0 while it waits, null when the peer does not know it. */
  confirmations: readonly (number | null)[];
}

export interface SendTransactionReply {
  /** Why the peer does not take it; null: it does. */
  reason: string | null;
}
