import { missingArgument } from './coded-error.ts';
import { DOMException } from './dom-exception.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGITS = new Map(Array.from(ALPHABET, (letter, digit) => [letter.charCodeAt(0), digit]));

/** Base64 → a string of bytes, forgiving as the web is: white space is skipped, padding may be missing. */
export function atob(...args: [text?: unknown]): string {
  if (args.length === 0) throw missingArgument('input');
  let text = `${args[0]}`.replaceAll(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, '');
  const bytes: string[] = [];
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS.get(text.charCodeAt(i));
    if (digit === undefined) throw invalid('Invalid character');
    bits = ((bits << 6) | digit) & 0x3fff;
    // The second, third and fourth digit of a group complete a byte each.
    if (i % 4 > 0) bytes.push(String.fromCharCode((bits >> (6 - 2 * (i % 4))) & 0xff));
  }
  if (text.length % 4 === 1) throw invalid('The string to be decoded is not correctly encoded.');
  return bytes.join('');
}

/** A string of bytes → Base64. */
export function btoa(...args: [text?: unknown]): string {
  if (args.length === 0) throw missingArgument('input');
  const text = `${args[0]}`;
  const groups: string[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const size = Math.min(3, text.length - i);
    let bits = 0;
    for (let j = 0; j < 3; j++) {
      const byte = j < size ? text.charCodeAt(i + j) : 0;
      if (byte > 0xff) throw invalid('Invalid character');
      bits = (bits << 8) | byte;
    }
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 0x3f]);
    groups.push(
      digits
        .slice(0, size + 1)
        .join('')
        .padEnd(4, '='),
    );
  }
  return groups.join('');
}

// esbuild gives a function another name where a library names it.
Object.defineProperties(atob, { name: { value: 'atob' }, length: { value: 1 } });
Object.defineProperties(btoa, { name: { value: 'btoa' }, length: { value: 1 } });

function invalid(message: string): DOMException {
  return new DOMException(message, 'InvalidCharacterError');
}
