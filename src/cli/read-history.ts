import { createReadStream } from 'node:fs';
import { type HistoryParser, jepsenEtcdParser, ParseError, porcupineKvParser } from 'porcupine-ts';
import { LabsError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { JsonLinesParser, type JsonObject, type Lined } from '../checker/files/json-lines.ts';

const CHUNK_BYTES = 2 ** 20;

/** What a file can look like, and the object whose history it holds, if that is fixed. */
export const FORMATS = {
  jsonl: { title: 'one JSON object per line (docs/checker.md)', object: undefined },
  porcupine: { title: 'the key/value histories of Porcupine', object: 'kv' },
  jepsen: { title: 'the logs of Jepsen’s etcd test', object: 'cas-register' },
} as const;

export type FormatName = keyof typeof FORMATS;

export interface OpenedFile {
  readonly name: string;
  readonly format: FormatName;
  /** The file's text, the part that was looked at included. */
  readonly chunks: AsyncIterable<string>;
}

/** Opens a file, and finds out what it looks like unless that is said. */
export async function openHistory(file: string, format: string | undefined): Promise<OpenedFile> {
  if (format !== undefined && !(format in FORMATS)) {
    throw new LabsError('unknown-format', `there is no format '${format}'`, {
      hint: suggest(format, Object.keys(FORMATS)),
    });
  }
  const name = file === '-' ? 'standard input' : file;
  const chunks = chunksOf(file, name);
  const first = await chunks.next();
  const start = first.done ? '' : first.value;
  if (start.trim() === '' && start.length < CHUNK_BYTES) {
    throw new LabsError('empty-history', `${name} is empty`, { hint: 'a history has at least one operation' });
  }
  return { name, format: (format as FormatName | undefined) ?? detect(start, name), chunks: resumed(start, chunks) };
}

async function* resumed(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

async function* chunksOf(file: string, name: string): AsyncGenerator<string> {
  const stream =
    file === '-'
      ? process.stdin.setEncoding('utf8')
      : createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) yield chunk as string;
  } catch (cause) {
    throw new LabsError('unreadable-file', `cannot read ${name}: ${(cause as Error).message}`, {
      hint: 'name a file with a history',
      cause,
    });
  }
}

function detect(start: string, name: string): FormatName {
  const text = start.trimStart();
  if (text.startsWith('{:')) return 'porcupine';
  if (text.startsWith('{') || text.startsWith('#')) return 'jsonl';
  if (/^INFO\s+jepsen/m.test(text.slice(0, 100_000))) return 'jepsen';
  throw new LabsError('unknown-format', `${name} looks like none of the known formats`, {
    hint: `expected ${Object.entries(FORMATS)
      .map(([format, { title }]) => `${title} (${format})`)
      .join(', ')}`,
  });
}

/** The operations of a file of JSON objects, with their lines. */
export async function readJsonLines<Operation>(
  file: OpenedFile,
  parse: (line: JsonObject) => Operation,
): Promise<Lined<Operation>[]> {
  const parser = new JsonLinesParser(parse);
  return await drain(file, parser);
}

/** The operations of a text format, whose times are lines. */
export async function readOperations(file: OpenedFile): Promise<ReturnType<HistoryParser<unknown, unknown>['end']>> {
  const parser = file.format === 'porcupine' ? porcupineKvParser() : jepsenEtcdParser();
  return await drain(file, parser as HistoryParser<unknown, unknown>);
}

async function drain<Operation>(
  { name, chunks }: OpenedFile,
  parser: { push(chunk: string): void; end(): Operation[] },
): Promise<Operation[]> {
  try {
    for await (const chunk of chunks) parser.push(chunk);
    const operations = parser.end();
    if (operations.length > 0) return operations;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new LabsError('bad-history', `${name}, ${error.message}`, {
      hint: 'docs/checker.md describes the formats; --format says which one it is',
      cause: error,
    });
  }
  throw new LabsError('empty-history', `${name} holds no operations`, {
    hint: 'a history has at least one operation; is the format right?',
  });
}
