import { createHash, type Hash } from 'node:crypto';

const CHUNK_CHARS = 1 << 16;

/** SHA-256 of a long text that arrives in small pieces; hashing in chunks keeps the cost per piece near zero. */
export class TextDigest {
  readonly #hash: Hash = createHash('sha256');
  #pending = '';

  update(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= CHUNK_CHARS) this.#flush();
  }

  /** The digest of everything so far, in hexadecimal; more text may follow. */
  hex(): string {
    this.#flush();
    return this.#hash.copy().digest('hex');
  }

  #flush(): void {
    this.#hash.update(this.#pending, 'utf8');
    this.#pending = '';
  }
}
