/** Longer than anything that a person reads. */
const CHARS_MAX = 20_000;

// Control characters but the end of a line, and what turns the direction of text around.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const UNPRINTABLE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that comes from code which nobody trusts, as it may be shown: what a terminal would obey is written out
 * (`\x1b`), and what is longer than a person reads is cut.
 */
export function printable(text: string): string {
  const short =
    text.length <= CHARS_MAX ? text : `${text.slice(0, CHARS_MAX)}… (${text.length - CHARS_MAX} characters more)`;
  return short.replace(UNPRINTABLE, (character) => {
    if (character === '\t') return '  ';
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
}
