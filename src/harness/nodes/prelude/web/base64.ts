import { missingArgument } from './coded-error.ts';
import { DOMException } from './dom-exception.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Character code → digit; 64 for what is no digit. */
const DIGITS = new Uint8Array(128).fill(64);
for (let digit = 0; digit < 64; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** Base64 → a string of bytes, forgiving as the web is: white space is skipped, padding may be missing. */
export function atob(...args: [text?: unknown]): string {
  if (args.length === 0) throw missingArgument('input');
  let text = `${args[0]}`.replaceAll(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, '');
  let bytes = '';
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS[text.charCodeAt(i)] ?? 64;
    if (digit === 64) throw invalid('Invalid character');
    bits = ((bits << 6) | digit) & 0x3fff;
    // The second, third and fourth digit of a group complete a byte each.
    if (i % 4 > 0) bytes += String.fromCharCode((bits >> (6 - 2 * (i % 4))) & 0xff);
  }
  if (text.length % 4 === 1) throw invalid('The string to be decoded is not correctly encoded.');
  return bytes;
}

/** A string of bytes → Base64. */
export function btoa(...args: [text?: unknown]): string {
  if (args.length === 0) throw missingArgument('input');
  const text = `${args[0]}`;
  let digits = '';
  for (let i = 0; i < text.length; i += 3) {
    const size = Math.min(3, text.length - i);
    let bits = 0;
    for (let j = 0; j < 3; j++) {
      const byte = j < size ? text.charCodeAt(i + j) : 0;
      if (byte > 0xff) throw invalid('Invalid character');
      bits = (bits << 8) | byte;
    }
    for (let j = 0; j < 4; j++) digits += j <= size ? ALPHABET[(bits >> (18 - 6 * j)) & 0x3f] : '=';
  }
  return digits;
}

// esbuild gives a function another name where a library names it.
Object.defineProperties(atob, { name: { value: 'atob' }, length: { value: 1 } });
Object.defineProperties(btoa, { name: { value: 'btoa' }, length: { value: 1 } });

function invalid(message: string): DOMException {
  return new DOMException(message, 'InvalidCharacterError');
}
