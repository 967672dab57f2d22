import { type DoneAccess, numberOf, type Request, type Step, taggedNumber } from '../../../src/sdk/baseline.ts';
import { shardOf } from '../shard-of.ts';
import { sumOf } from './check-transaction.ts';
import type { Coin } from './coins.ts';
import { type KeyPair, keyPairOf, type PublicKey } from './keys.ts';
import { type Output, signedTransaction, type Transaction } from './transaction.ts';

/** The register of a till's own coin, out of which it opens others. */
export const TREASURY = 'treasury';

/** What a workload counts as 1 is so much money. */
const UNIT = 1_000;
/** What a new register has for fees, beside its balance: less than a unit. */
const SMALL_CHANGE = UNIT - 1;
/** Of every transaction, as long as the small change lasts. */
const FEE = 1;

/** The bank's keys: each till owns a part of the registers. */
export class Tills {
  readonly #keys: readonly KeyPair[];

  /** @param seeds of the tills' keys. */
  constructor(seeds: readonly string[]) {
    this.#keys = seeds.map(keyPairOf);
  }

  ownerOf(register: string): KeyPair {
    return this.#keys[shardOf(register, this.#keys.length)] as KeyPair;
  }
}

/** What a register holds; null: there is no coin for it. */
export function textOf(coin: Coin | undefined): string | null {
  return coin?.memo?.value ?? null;
}

export type Draft =
  | { readonly transaction: Transaction; readonly accesses: readonly DoneAccess[] }
  | { readonly refusal: string };

/** A request's registers and the tills that own them. */
export class Payment {
  readonly #request: Request;
  /** Of each step's register. */
  readonly #owners: readonly KeyPair[];

  constructor(request: Request, tills: Tills) {
    this.#request = request;
    this.#owners = request.steps.map(({ key }) => tills.ownerOf(key));
  }

  /** The coins to look for: one per step, then the treasuries of their tills. */
  get wanted(): { owner: PublicKey; register: string }[] {
    return [
      ...this.#request.steps.map(({ key }, i) => ({ owner: this.#ownerOf(i), register: key })),
      ...this.#distinctOwners.map(({ publicKey }) => ({ owner: publicKey, register: TREASURY })),
    ];
  }

  /**
   * The transaction that does what the request asks for. It spends the coins of all its registers, of those that are
   * only read, too, so that all of it happens at one place in the chain or not at all. A new register takes the coin of
   * its till's treasury, so that nobody else opens it at the same time. The same coins give the same transaction.
   *
   * @param found coins, in the order of {@link wanted}.
   */
  draft(found: readonly (readonly Coin[])[]): Draft {
    const { steps } = this.#request;
    const outputs: Output[] = [];
    const accesses: DoneAccess[] = [];
    for (const [i, step] of steps.entries()) {
      const coin = found[i]?.[0];
      const result = this.#carryOut(step, coin);
      if ('refusal' in result) return result;
      outputs.push({
        owner: this.#ownerOf(i),
        amount: result.amount,
        memo: { register: step.key, value: result.value },
      });
      if (step.op !== 'write') accesses.push({ op: 'read', key: step.key, value: textOf(coin) });
      if (step.op !== 'read') accesses.push({ op: 'write', key: step.key, value: result.value });
    }
    const coins = steps.flatMap((_, i) => found[i]?.[0] ?? []);
    const needed = sumOf(outputs) - sumOf(coins);
    const treasuries = this.#treasuriesFor(found, needed);
    const [payer] = treasuries;
    if (needed > (payer?.amount ?? 0)) return { refusal: 'the treasury is empty' };
    for (const treasury of treasuries) {
      outputs.push({
        owner: treasury.owner,
        amount: treasury.amount - (treasury === payer ? needed : 0),
        memo: { register: TREASURY, value: '' },
      });
    }
    return { transaction: this.#signed([...coins, ...treasuries], withFee(outputs)), accesses };
  }

  #carryOut(step: Step, coin: Coin | undefined): { amount: number; value: string } | { refusal: string } {
    const before = coin?.amount ?? SMALL_CHANGE;
    if (step.op === 'write') return { amount: before, value: step.value };
    if (step.op === 'read') {
      const value = textOf(coin);
      return value === null ? { refusal: `${step.key} does not exist` } : { amount: before, value };
    }
    const balance = Math.floor(before / UNIT);
    if (coin !== undefined && numberOf(textOf(coin)) !== balance) return { refusal: `${step.key} holds no money` };
    const after = balance + step.amount;
    if (after < 0) return { refusal: `${step.key} has ${balance}, and ${-step.amount} are asked for` };
    return { amount: before + step.amount * UNIT, value: taggedNumber(after, this.#request) };
  }

  /** Those of tills that open a register; if none does but money comes or goes, that of the first step. */
  #treasuriesFor(found: readonly (readonly Coin[])[], needed: number): Coin[] {
    const { steps } = this.#request;
    const opening = steps.flatMap((_, i) => (found[i]?.[0] === undefined ? [this.#ownerOf(i)] : []));
    if (opening.length === 0 && needed !== 0) opening.push(this.#ownerOf(0));
    return this.#distinctOwners.flatMap(({ publicKey }, i) =>
      opening.includes(publicKey) ? (found[steps.length + i]?.[0] ?? []) : [],
    );
  }

  #signed(inputs: readonly Coin[], outputs: readonly Output[]): Transaction {
    const signers = this.#distinctOwners.filter(({ publicKey }) => inputs.some(({ owner }) => owner === publicKey));
    return signedTransaction(
      inputs.map(({ id }) => id),
      outputs,
      signers,
    );
  }

  #ownerOf(step: number): PublicKey {
    return (this.#owners[step] as KeyPair).publicKey;
  }

  get #distinctOwners(): KeyPair[] {
    return [...new Set(this.#owners)];
  }
}

/** Who has small change left pays for all. */
function withFee(outputs: readonly Output[]): Output[] {
  const payer = outputs.findIndex(({ amount }) => amount % UNIT >= FEE);
  return outputs.map((output, i) => (i === payer ? { ...output, amount: output.amount - FEE } : output));
}
