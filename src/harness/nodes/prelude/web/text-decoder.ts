import { bytesOf } from './buffer-source.ts';
import { codedError } from './coded-error.ts';
import { asWebInterface } from './web-interface.ts';

const LABELS = ['unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'utf-8', 'utf8', 'x-unicode20utf8'];
const REPLACEMENT = 0xfffd;
const BYTE_ORDER_MARK = 0xfeff;
/** UTF-16 units that are turned into text at a time: `apply` takes no more than the stack holds. */
const UNITS_MAX = 4096;

interface DecoderOptions {
  fatal?: unknown;
  ignoreBOM?: unknown;
}

/** UTF-8 → strings. No library of those that are kept up runs where there is no native decoder. */
export class TextDecoder {
  readonly #fatal: boolean;
  readonly #ignoreBOM: boolean;
  #isStreaming = false;
  #atStart = true;
  // The character under way: its bits so far, how many bytes it still needs, and where its next byte must lie.
  #scalar = 0;
  #missing = 0;
  #lower = 0x80;
  #upper = 0xbf;

  constructor(label: unknown = 'utf-8', options?: DecoderOptions | null) {
    if (!LABELS.includes(`${label}`.trim().toLowerCase())) {
      throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    }
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
  }

  get encoding(): string {
    return 'utf-8';
  }

  get fatal(): boolean {
    return this.#fatal;
  }

  get ignoreBOM(): boolean {
    return this.#ignoreBOM;
  }

  decode(input?: unknown, options?: { stream?: unknown } | null): string {
    const bytes = input === undefined ? new Uint8Array(0) : bytesOf(input);
    if (bytes === undefined) {
      throw codedError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
      );
    }
    if (!this.#isStreaming) this.#reset();
    this.#isStreaming = Boolean(options?.stream);
    const units: number[] = [];
    let text = '';
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.#missing === 0) this.#begin(byte, units);
      else if (byte >= this.#lower && byte <= this.#upper) this.#continue(byte, units);
      else {
        // The byte does not belong to the character under way, and may begin the next.
        this.#missing = 0;
        this.#invalid(units);
        i--;
      }
      if (units.length >= UNITS_MAX) text += String.fromCharCode.apply(undefined, units.splice(0));
    }
    if (!this.#isStreaming && this.#missing > 0) {
      this.#missing = 0;
      this.#invalid(units);
    }
    return text + String.fromCharCode.apply(undefined, units);
  }

  #reset(): void {
    this.#missing = 0;
    this.#atStart = true;
  }

  #begin(byte: number, units: number[]): void {
    this.#lower = 0x80;
    this.#upper = 0xbf;
    if (byte < 0x80) {
      this.#atStart = false;
      units.push(byte);
    } else if (byte >= 0xc2 && byte <= 0xdf) {
      this.#missing = 1;
      this.#scalar = byte & 0x1f;
    } else if (byte >= 0xe0 && byte <= 0xef) {
      // Neither longer than need be (E0) nor a surrogate (ED).
      if (byte === 0xe0) this.#lower = 0xa0;
      if (byte === 0xed) this.#upper = 0x9f;
      this.#missing = 2;
      this.#scalar = byte & 0xf;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      // Neither longer than need be (F0) nor beyond Unicode (F4).
      if (byte === 0xf0) this.#lower = 0x90;
      if (byte === 0xf4) this.#upper = 0x8f;
      this.#missing = 3;
      this.#scalar = byte & 0x7;
    } else {
      this.#invalid(units);
    }
  }

  #continue(byte: number, units: number[]): void {
    this.#lower = 0x80;
    this.#upper = 0xbf;
    this.#scalar = (this.#scalar << 6) | (byte & 0x3f);
    if (--this.#missing > 0) return;
    const isMark = this.#atStart && this.#scalar === BYTE_ORDER_MARK && !this.#ignoreBOM;
    this.#atStart = false;
    if (isMark) return;
    if (this.#scalar < 0x10000) {
      units.push(this.#scalar);
    } else {
      const offset = this.#scalar - 0x10000;
      units.push(0xd800 | (offset >> 10), 0xdc00 | (offset & 0x3ff));
    }
  }

  #invalid(units: number[]): void {
    if (this.#fatal) {
      this.#isStreaming = false;
      throw codedError(
        TypeError,
        'ERR_ENCODING_INVALID_ENCODED_DATA',
        'The encoded data was not valid for encoding utf-8',
      );
    }
    this.#atStart = false;
    units.push(REPLACEMENT);
  }

  get [Symbol.toStringTag](): string {
    return 'TextDecoder';
  }
}

asWebInterface(TextDecoder, 'TextDecoder');
