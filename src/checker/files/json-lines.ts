import { LineReader, ParseError } from 'porcupine-ts';

/** One operation of a file, and the line that tells it (from 1). */
export interface Lined<Operation> {
  readonly line: number;
  readonly operation: Operation;
}

/**
 * Reads a file of JSON objects, one per line, piece by piece. Empty lines, and those that begin with `#`, are skipped.
 *
 * @param parse makes an operation of an object, or throws a text: what was expected.
 */
export class JsonLinesParser<Operation> {
  readonly #reader: LineReader;
  readonly #operations: Lined<Operation>[] = [];

  constructor(parse: (line: JsonObject) => Operation) {
    this.#reader = new LineReader((text, line) => {
      const start = text.slice(0, START_LENGTH).trimStart();
      if (start === '' ? text.trim() === '' : start.startsWith('#')) return;
      this.#operations.push({ line, operation: parseLine(text, line, parse) });
    });
  }

  /** @throws ParseError with the line and what was expected there. */
  push(chunk: string): void {
    this.#reader.push(chunk);
  }

  end(): Lined<Operation>[] {
    this.#reader.end();
    return this.#operations;
  }
}

/** A member of an object that is not what it should be; the message says what was expected. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

export type JsonObject = Readonly<Record<string, unknown>>;

const START_LENGTH = 100;

function parseLine<Operation>(text: string, line: number, parse: (line: JsonObject) => Operation): Operation {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ParseError(line, 'a JSON object', text);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ParseError(line, 'a JSON object', text);
  }
  try {
    return parse(value as JsonObject);
  } catch (error) {
    if (error instanceof Unexpected) throw new ParseError(line, error.message, text);
    throw error;
  }
}

export interface Interval {
  readonly client: string | number;
  readonly callAt: number;
  readonly returnAt: number | undefined;
}

/** The members that every line has: who, and from when to when. */
export function parseInterval(line: JsonObject): Interval {
  const { client, call, return: returned } = line;
  if (typeof client !== 'string' && typeof client !== 'number') throw new Unexpected('"client": a text or a number');
  if (typeof call !== 'number') throw new Unexpected('"call": a number, the time of the call');
  if (returned === undefined || returned === null) return { client, callAt: call, returnAt: undefined };
  if (typeof returned !== 'number' || returned < call) {
    throw new Unexpected('"return": a number, not before "call"; nothing when it never returned');
  }
  return { client, callAt: call, returnAt: returned };
}

/** @throws Unexpected for a member that is none of the known ones. */
export function refuseUnknown(line: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(line).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Unexpected(`no member ${JSON.stringify(unknown)} (known: ${known.join(', ')})`);
}
