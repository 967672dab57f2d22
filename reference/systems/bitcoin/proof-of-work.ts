import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import { type BlockHeader, blockHashOf, challengeOf, numberOfHash } from './block.ts';
import { hashOf } from './hash.ts';

/** What there is to work on. */
export type Challenge = Omit<BlockHeader, 'nonce'>;

/** Finds nonces, and tells right ones from wrong ones. */
export interface ProofOfWork {
  isProof(header: BlockHeader): Promise<boolean>;
  /** Works on a block until a nonce is found. Ends any earlier search, which then gives undefined. */
  search(challenge: Challenge): Promise<string | undefined>;
}

const BATCH_MS = 100;

/** Tries one nonce after the other, really. */
export class Hashing implements ProofOfWork {
  readonly #batchMs: number;
  readonly #attemptsPerBatch: number;
  #current: Challenge | undefined;

  constructor(hashesPerS: number) {
    this.#batchMs = Math.max(BATCH_MS, 1_000 / hashesPerS);
    this.#attemptsPerBatch = Math.round((hashesPerS * this.#batchMs) / 1_000);
  }

  async isProof(header: BlockHeader): Promise<boolean> {
    return numberOfHash(blockHashOf(header)) <= numberOfHash(header.target);
  }

  async search(challenge: Challenge): Promise<string | undefined> {
    this.#current = challenge;
    const content = challengeOf(challenge);
    const target = numberOfHash(challenge.target);
    // Miners begin at different places, so that the same block would not be found twice.
    for (let nonce = Math.floor(Math.random() * 2 ** 32); ; ) {
      await new Promise((resolve) => setTimeout(resolve, this.#batchMs));
      if (this.#current !== challenge) return undefined;
      for (let i = 0; i < this.#attemptsPerBatch; i++, nonce++) {
        if (numberOfHash(hashOf([content, String(nonce)])) <= target) return String(nonce);
      }
    }
  }
}

/**
 * Work that is not done: the simulation says when a node with its share of the hash power would have found a nonce, and
 * hands out a mark that it knows again. Nobody can make one up.
 */
export class GrantedWork implements ProofOfWork {
  readonly #runtime: Pick<NodeRuntime, 'file'>;

  constructor(runtime: Pick<NodeRuntime, 'file'>) {
    this.#runtime = runtime;
  }

  async isProof(header: BlockHeader): Promise<boolean> {
    return (await this.#runtime.file('pow.check', [challengeOf(header), header.target, header.nonce])) === true;
  }

  async search(challenge: Challenge): Promise<string | undefined> {
    const nonce = await this.#runtime.file('pow.search', [challengeOf(challenge), challenge.target]);
    return typeof nonce === 'string' ? nonce : undefined;
  }
}
