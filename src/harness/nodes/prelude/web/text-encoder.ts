import { wrongArgument } from './coded-error.ts';
import { asWebInterface } from './web-interface.ts';

const REPLACEMENT = 0xfffd;

/** Code point at `index`; a surrogate without its other half is the replacement character. */
function scalarAt(text: string, index: number): number {
  const codePoint = text.codePointAt(index) as number;
  return codePoint >= 0xd800 && codePoint <= 0xdfff ? REPLACEMENT : codePoint;
}

function sizeOf(scalar: number): number {
  if (scalar < 0x80) return 1;
  if (scalar < 0x800) return 2;
  return scalar < 0x10000 ? 3 : 4;
}

const LEAD = [0, 0, 0xc0, 0xe0, 0xf0];

/** Writes a character's bytes at `offset`, which must have room, and returns the offset behind them. */
function write(bytes: Uint8Array, offset: number, scalar: number): number {
  const size = sizeOf(scalar);
  if (size === 1) {
    bytes[offset] = scalar;
    return offset + 1;
  }
  for (let rest = scalar, at = offset + size - 1; at > offset; at--, rest >>= 6) bytes[at] = 0x80 | (rest & 0x3f);
  bytes[offset] = (LEAD[size] as number) | (scalar >> (6 * (size - 1)));
  return offset + size;
}

/** Strings → UTF-8. */
export class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }

  encode(input: unknown = ''): Uint8Array {
    const text = `${input}`;
    const bytes = new Uint8Array(text.length * 3);
    let size = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        bytes[size++] = unit;
        continue;
      }
      const scalar = scalarAt(text, i);
      if (scalar > 0xffff) i++;
      size = write(bytes, size, scalar);
    }
    return bytes.slice(0, size);
  }

  /** Encodes as many whole characters as fit. `read` counts UTF-16 units, `written` bytes. */
  encodeInto(source: unknown, destination: unknown): { read: number; written: number } {
    if (typeof source !== 'string') throw wrongArgument('src', 'of type string', source);
    if (!(destination instanceof Uint8Array)) throw wrongArgument('dest', 'an instance of Uint8Array', destination);
    let read = 0;
    let written = 0;
    while (read < source.length) {
      const scalar = scalarAt(source, read);
      if (written + sizeOf(scalar) > destination.length) break;
      written = write(destination, written, scalar);
      read += scalar > 0xffff ? 2 : 1;
    }
    return { read, written };
  }

  get [Symbol.toStringTag](): string {
    return 'TextEncoder';
  }
}

asWebInterface(TextEncoder, 'TextEncoder');
