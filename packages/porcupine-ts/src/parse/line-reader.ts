/** The longest line that is looked at, in UTF-16 units. */
const LINE_LENGTH_MAX = 2 ** 27;

/** Thrown for a file that is not in the format it should be in. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  /** Counted from 1. */
  readonly line: number;
  readonly expected: string;

  constructor(line: number, expected: string, found: string) {
    super(`line ${line}: expected ${expected}, found ${excerpt(found)}`);
    this.line = line;
    this.expected = expected;
  }
}

/** Cuts text that arrives in pieces into lines (LF or CRLF), and never holds more than one line. */
export class LineReader {
  #line = 0;
  #pieces: string[] = [];
  #length = 0;
  readonly #onLine: (text: string, line: number) => void;

  constructor(onLine: (text: string, line: number) => void) {
    this.#onLine = onLine;
  }

  push(chunk: string): void {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      this.#keep(chunk.slice(from, end));
      this.#finishLine();
      from = end + 1;
    }
    this.#keep(chunk.slice(from));
  }

  end(): void {
    if (this.#length > 0) this.#finishLine();
  }

  #keep(piece: string): void {
    this.#length += piece.length;
    if (this.#length > LINE_LENGTH_MAX) {
      throw new ParseError(this.#line + 1, `a line of at most ${LINE_LENGTH_MAX} characters`, 'a longer one');
    }
    if (piece !== '') this.#pieces.push(piece);
  }

  #finishLine(): void {
    const text = this.#pieces.length === 1 ? this.#pieces[0]! : this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    this.#line++;
    this.#onLine(text.endsWith('\r') ? text.slice(0, -1) : text, this.#line);
  }
}

const EXCERPT_MAX = 60;

function excerpt(text: string): string {
  return JSON.stringify(text.length > EXCERPT_MAX ? `${text.slice(0, EXCERPT_MAX)}…` : text);
}
