import { keyPairOf } from './keys.ts';
import type { ChainRules } from './rules.ts';
import type { Memo } from './transaction.ts';

/** Of the first block: an amount for the wallet that a seed makes. */
export interface Grant {
  seed: string;
  amount: number;
  memo?: Memo;
}

/** The rules as a deployment writes them down. */
export type ChainOptions = Omit<ChainRules, 'genesis'> & { grants: readonly Grant[] };

export function rulesFrom({ grants, ...rules }: ChainOptions): ChainRules {
  const genesis = grants.map(({ seed, amount, memo }) => ({
    owner: keyPairOf(seed).publicKey,
    amount,
    ...(memo && { memo }),
  }));
  return { ...rules, genesis };
}
