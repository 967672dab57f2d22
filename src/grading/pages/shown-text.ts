import { showNumber } from '../report/show-number.ts';

/** What is shown of a text at most, UTF-16 units: a page must open whatever a submission printed. */
export const TEXT_MAX = 4_000;

/**
 * Control characters but tabs and line ends; marks and overrides of writing direction, which make a line read other
 * than it is; invisible characters, which a copied command should not hold; halves of surrogate pairs.
 */
const NAMED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uD800-\uDFFF\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Most texts have nothing but these. */
const PLAIN = /^[\n\x20-\x7E]*$/;

/**
 * A text as a page may show it: no longer than `max`, what is cut off counted; characters that are invisible or change
 * how the rest is read are named instead, `⟨U+202E⟩`. Line ends become `\n`.
 */
export function shownText(text: string, max = TEXT_MAX): string {
  const cut = text.length > max ? text.slice(0, max) : text;
  const shown = PLAIN.test(cut) ? cut : cut.replaceAll(/\r\n?/g, '\n').replaceAll(NAMED, named);
  if (cut === text) return shown;
  return `${shown} … (${showNumber(text.length)} characters, the first ${showNumber(max)} shown)`;
}

/** The same in one line. */
export function shownLine(text: string, max = 200): string {
  return shownText(text, max).replaceAll(/\s+/g, ' ').trim();
}

function named(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
