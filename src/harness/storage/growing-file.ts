/** A write in progress: the file receives its text at a steady pace. */
export interface FileWrite {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** How much of the text is in the file already, in UTF-16 units. */
  written: number;
}

/**
 * A file's content while time passes: it grows as long as somebody writes, and whoever looks sees what has arrived.
 *
 * Two writers of one file overwrite each other from its beginning, as two processes do that have opened it.
 */
export class GrowingFile {
  #content: string;
  readonly #writes = new Set<FileWrite>();

  constructor(content: string) {
    this.#content = content;
  }

  contentAt(nowMs: number): string {
    for (const write of this.#writes) this.#advance(write, nowMs);
    return this.#content;
  }

  /** Empties the file and begins to fill it. */
  beginWrite(text: string, startMs: number, endMs: number): FileWrite {
    this.contentAt(startMs);
    this.#content = '';
    const write = { text, startMs, endMs, written: 0 };
    this.#writes.add(write);
    return write;
  }

  /** Nothing more is written: the write is complete, or its writer has crashed and the file ends where it was. */
  endWrite(write: FileWrite, nowMs: number): void {
    this.contentAt(nowMs);
    this.#writes.delete(write);
  }

  #advance(write: FileWrite, nowMs: number): void {
    const { text, startMs, endMs, written } = write;
    const progress = Math.min(1, (nowMs - startMs) / (endMs - startMs));
    const end = Math.floor(text.length * progress);
    if (end <= written) return;
    // Where another writer has emptied the file meanwhile, a hole remains before what is written now.
    const before = this.#content.slice(0, written).padEnd(written, '\0');
    this.#content = before + text.slice(written, end) + this.#content.slice(end);
    write.written = end;
  }
}
