import { loadLibrary } from '../load-library.ts';
import { missingArgument } from './coded-error.ts';
import { DOMException } from './dom-exception.ts';

declare const require: (path: string) => unknown;

type Transform = (text: unknown) => string;

const decode = loadLibrary(() => require('core-js-pure/stable/atob') as Transform);
const encode = loadLibrary(() => require('core-js-pure/stable/btoa') as Transform);

/** Base64 → a string of bytes, forgiving as the web is: white space is skipped, padding may be missing. */
export function atob(...args: [text?: unknown]): string {
  if (args.length === 0) throw missingArgument('input');
  const text = `${args[0]}`;
  try {
    return decode(text);
  } catch {
    // A length that no encoder leaves is Node's second message.
    const isBase64 = /^[A-Za-z0-9+/\s]*$/.test(text);
    throw new DOMException(
      isBase64 ? 'The string to be decoded is not correctly encoded.' : 'Invalid character',
      'InvalidCharacterError',
    );
  }
}

/** A string of bytes → Base64. */
export function btoa(...args: [text?: unknown]): string {
  if (args.length === 0) throw missingArgument('input');
  const text = `${args[0]}`;
  try {
    return encode(text);
  } catch {
    throw new DOMException('Invalid character', 'InvalidCharacterError');
  }
}
