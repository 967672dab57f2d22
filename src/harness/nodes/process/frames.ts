import { readSync, writeSync } from 'node:fs';

/** The largest frame that is taken from the other side, bytes; whoever announces more is not listened to. */
export const FRAME_BYTES_MAX = 256 * 1024 * 1024;

const INITIAL_BYTES = 1 << 16;
const LENGTH_BYTES = 4;
/** Set in a text's length when all its characters are ASCII, which is read several times faster. */
const ASCII = 0x8000_0000;
const UTF8_BYTES_PER_UNIT = 3;
/** Of a longer text the bytes are counted, rather than three times the memory taken. */
const SHORT_CHARS_MAX = 1 << 20;

/** The other side ended, or sent what is no frame. */
export class BrokenChannel extends Error {
  override name = 'BrokenChannel';
  /** Has it ended? Otherwise the message says what it did. */
  readonly isEnd: boolean;

  constructor(message: string, options: { isEnd?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.isEnd = options.isEnd ?? false;
  }
}

/** Builds one frame and writes it: a length, then fields. Blocks until all of it is written. */
export class FrameWriter {
  readonly #fd: number;
  #buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  #end = LENGTH_BYTES;

  constructor(fd: number) {
    this.#fd = fd;
  }

  uint32(value: number): this {
    this.#reserve(4);
    this.#end = this.#buffer.writeUInt32LE(value, this.#end);
    return this;
  }

  number(value: number): this {
    this.#reserve(8);
    this.#end = this.#buffer.writeDoubleLE(value, this.#end);
    return this;
  }

  text(text: string): this {
    const bytesMax =
      text.length <= SHORT_CHARS_MAX ? text.length * UTF8_BYTES_PER_UNIT : Buffer.byteLength(text, 'utf8');
    this.#reserve(LENGTH_BYTES + bytesMax);
    const start = this.#end + LENGTH_BYTES;
    const bytes = text === '' ? 0 : this.#buffer.write(text, start, 'utf8');
    this.#buffer.writeUInt32LE((bytes | (bytes === text.length ? ASCII : 0)) >>> 0, this.#end);
    this.#end = start + bytes;
    return this;
  }

  /** @throws BrokenChannel when nobody reads any more. */
  send(): void {
    this.#buffer.writeUInt32LE(this.#end - LENGTH_BYTES, 0);
    let written = 0;
    try {
      while (written < this.#end) written += writeSync(this.#fd, this.#buffer, written, this.#end - written);
    } catch (cause) {
      throw new BrokenChannel('nobody reads', { isEnd: true, cause });
    } finally {
      this.#end = LENGTH_BYTES;
    }
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#end + bytes));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
  }
}

/** Reads one frame after the other; blocks until a frame is there. */
export class FrameReader {
  readonly #fd: number;
  #buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  #position = 0;
  /** Where the frame ends. */
  #end = 0;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /**
   * Waits for a frame, whose fields can be read then.
   *
   * @throws BrokenChannel at the end of the other side; for a frame beyond {@link FRAME_BYTES_MAX}; when there is more
   * than one frame: the sides take turns.
   */
  receive(): void {
    let got = 0;
    let end = LENGTH_BYTES;
    while (got < end) {
      // Grows with what has arrived, not with what is announced.
      if (got === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], got * 2);
      const bytes = readSync(this.#fd, this.#buffer, got, this.#buffer.length - got, null);
      if (bytes === 0) throw new BrokenChannel('the other side has ended', { isEnd: true });
      const hadLength = got >= LENGTH_BYTES;
      got += bytes;
      if (hadLength || got < LENGTH_BYTES) continue;
      end = LENGTH_BYTES + this.#buffer.readUInt32LE(0);
      if (end > FRAME_BYTES_MAX) throw new BrokenChannel(`it sent ${end} bytes at once, more than ${FRAME_BYTES_MAX}`);
    }
    if (got > end) throw new BrokenChannel('it said more than it was asked');
    this.#position = LENGTH_BYTES;
    this.#end = end;
  }

  uint32(): number {
    return this.#buffer.readUInt32LE(this.#advance(4));
  }

  number(): number {
    return this.#buffer.readDoubleLE(this.#advance(8));
  }

  text(): string {
    const prefix = this.uint32();
    if (prefix === ASCII) return '';
    const bytes = prefix & ~ASCII;
    const start = this.#advance(bytes);
    return this.#buffer.toString(prefix >= ASCII ? 'latin1' : 'utf8', start, start + bytes);
  }

  /** @throws BrokenChannel when the frame holds something behind the fields that were read. */
  finish(): void {
    if (this.#position !== this.#end) throw new BrokenChannel('it sent more than belongs into an answer');
  }

  #advance(bytes: number): number {
    const start = this.#position;
    if (start + bytes > this.#end) throw new BrokenChannel('it sent less than belongs into an answer');
    this.#position = start + bytes;
    return start;
  }
}
