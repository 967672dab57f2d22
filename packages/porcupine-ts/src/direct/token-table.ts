/** The value before the first write. */
export const INITIAL_TOKEN = 0;

/**
 * Numbers the texts that are written, and finds them again in what reads returned.
 *
 * Reading a concatenation back is unambiguous when no token is a prefix of another (`isPrefixFree`).
 */
export class TokenTable {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  /** The character that ends every token and occurs nowhere else in one; -1 when there is none. */
  #terminator = -2;
  #lengths: number[] = [];

  constructor(initial: string) {
    this.numberOf(initial);
  }

  get size(): number {
    return this.#texts.length;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  find(text: string): number {
    return this.#numbers.get(text) ?? -1;
  }

  text(token: number): string {
    return this.#texts[token]!;
  }

  /** To be called once, when all tokens are known. */
  isPrefixFree(): boolean {
    const texts = this.#texts.filter((text) => text !== '');
    this.#terminator = sharedTerminator(texts);
    if (this.#terminator >= 0) return true;
    this.#lengths = [...new Set(texts.map((text) => text.length))].sort((a, b) => a - b);
    texts.sort();
    return texts.every((text, i) => i === 0 || !text.startsWith(texts[i - 1]!));
  }

  /** The token at `from`, or -1; a good guess saves looking it up. */
  at(text: string, from: number, guess: number): number {
    if (guess > INITIAL_TOKEN && guess < this.#texts.length && text.startsWith(this.#texts[guess]!, from)) return guess;
    if (this.#terminator >= 0) {
      const end = text.indexOf(TERMINATORS[this.#terminator] ?? String.fromCharCode(this.#terminator), from);
      return end < 0 ? -1 : this.find(text.slice(from, end + 1));
    }
    for (const length of this.#lengths) {
      const token = this.find(text.slice(from, from + length));
      if (token >= 0) return token;
    }
    return -1;
  }

  /** Whether some token starts with `text`, ends with it or contains it: the mark of a torn value. */
  isFragment(text: string): boolean {
    return text !== '' && this.#texts.some((token) => token !== text && token.includes(text));
  }
}

const TERMINATORS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

function sharedTerminator(texts: readonly string[]): number {
  if (texts.length === 0) return -1;
  const last = texts[0]!.at(-1)!;
  const isTerminated = texts.every((text) => text.indexOf(last) === text.length - 1);
  return isTerminated ? last.charCodeAt(0) : -1;
}
