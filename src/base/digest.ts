import { createHash, type Hash } from 'node:crypto';

const MAX_NUMBERS = 1 << 12;
const MAX_CHARS = 1 << 16;

/**
 * SHA-256 of a long sequence of records, each some numbers and a text.
 *
 * Records are hashed in blocks, first the numbers (64-bit floats, little-endian), then the texts (UTF-8), which keeps
 * the cost per record near zero. Lengths are the caller's business: unless they are among the numbers, two sequences
 * whose texts are cut differently have the same digest.
 */
export class RecordDigest {
  readonly #hash: Hash = createHash('sha256');
  readonly #numbers = new Float64Array(MAX_NUMBERS);
  #count = 0;
  #text = '';

  number(value: number): void {
    if (this.#count === MAX_NUMBERS) this.#flush();
    this.#numbers[this.#count++] = value;
  }

  text(text: string): void {
    this.#text += text;
    if (this.#text.length >= MAX_CHARS) this.#flush();
  }

  /** The digest of everything so far, in hexadecimal; more records may follow. It does not depend on earlier calls. */
  hex(): string {
    const hash = this.#hash.copy();
    this.#hashPending(hash);
    return hash.digest('hex');
  }

  #flush(): void {
    this.#hashPending(this.#hash);
    this.#count = 0;
    this.#text = '';
  }

  #hashPending(hash: Hash): void {
    hash.update(this.#numbers.subarray(0, this.#count));
    hash.update(this.#text, 'utf8');
  }
}
