import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { LabsError } from '../../base/errors.ts';
import type { JournalRecord } from './journal-record.ts';

/** A line of a journal. */
interface JournalLine {
  /** From 0. */
  seq: number;
  /** `hash` of the line before; of the first: {@link GENESIS}. */
  prev: string;
  /** Hex SHA-256 of `seq`, `prev` and the record's JSON, each followed by a line feed. */
  hash: string;
  record: JournalRecord;
}

export interface JournalContents {
  records: JournalRecord[];
  /** `hash` of the last line. */
  head: string;
  /** Bytes at the end that are no complete line: what was being written when the machine or the process died. */
  tornBytes: number;
  /** Length of the part before them. */
  soundBytes: number;
}

const GENESIS = '0'.repeat(64);

/**
 * What a journal says. A torn last line is left out and counted.
 *
 * @throws LabsError when there is none, or when its chain is broken anywhere else: then somebody has changed it.
 */
export function readJournal(path: string): JournalContents {
  const bytes = readFileSync(path);
  const records: JournalRecord[] = [];
  let head = GENESIS;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) break;
    const line = parseLine(bytes.toString('utf8', start, end));
    if (line === undefined || !isNext(line, records.length, head)) throw broken(path, records.length + 1);
    records.push(line.record);
    head = line.hash;
    start = end + 1;
  }
  return { records, head, tornBytes: bytes.length - start, soundBytes: start };
}

/**
 * An append-only file of JSON lines, each with the hash of the one before: the truth about a run. Whatever a process
 * has been told to be written, is on the disk.
 */
export class Journal {
  readonly #file: FileHandle;
  #seq: number;
  #head: string;
  /** Lines that nobody writes yet. */
  #waiting = '';
  /** The write that will take them along. */
  #nextFlush: Promise<void> | undefined;
  #flush: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, { records, head }: Pick<JournalContents, 'records' | 'head'>) {
    this.#file = file;
    this.#seq = records.length;
    this.#head = head;
  }

  /**
   * Opens a journal for appending, and makes an empty one where there is none. A torn last line is cut off.
   *
   * @throws LabsError as {@link readJournal} does.
   */
  static async open(path: string): Promise<{ journal: Journal } & JournalContents> {
    const contents = existsSync(path) ? readJournal(path) : { records: [], head: GENESIS, tornBytes: 0, soundBytes: 0 };
    const file = await open(path, 'a');
    if (contents.tornBytes > 0) await file.truncate(contents.soundBytes);
    return { journal: new Journal(file, contents), ...contents };
  }

  /** Resolves when the record is on the disk. Records appended meanwhile share one write. */
  append(record: JournalRecord): Promise<void> {
    const seq = this.#seq++;
    const text = JSON.stringify(record);
    const prev = this.#head;
    this.#head = hashOf(seq, prev, text);
    this.#waiting += `{"seq":${seq},"prev":"${prev}","hash":"${this.#head}","record":${text}}\n`;
    this.#nextFlush ??= this.#flush.then(() => {
      this.#flush = this.#write();
      return this.#flush;
    });
    return this.#nextFlush;
  }

  async close(): Promise<void> {
    await this.#nextFlush;
    await this.#flush;
    await this.#file.close();
  }

  async #write(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    this.#nextFlush = undefined;
    await this.#file.appendFile(text);
    await this.#file.datasync();
  }
}

function hashOf(seq: number, prev: string, recordText: string): string {
  return createHash('sha256').update(`${seq}\n${prev}\n${recordText}\n`).digest('hex');
}

function parseLine(text: string): JournalLine | undefined {
  try {
    const line = JSON.parse(text) as JournalLine;
    return typeof line.record?.type === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

function isNext({ seq, prev, hash, record }: JournalLine, expectedSeq: number, head: string): boolean {
  return seq === expectedSeq && prev === head && hash === hashOf(seq, prev, JSON.stringify(record));
}

function broken(path: string, lineNumber: number): LabsError {
  return new LabsError('broken-journal', `${path}:${lineNumber}: this line does not follow from the one before it`, {
    hint: 'the journal has been changed since it was written: restore it from a copy, or grade anew with --fresh',
  });
}
