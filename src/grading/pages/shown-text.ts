/** What is shown of a text at most, UTF-16 units: a page must open whatever a submission printed. */
export const TEXT_MAX = 4_000;

/** Marks and overrides of writing direction, which make a line read other than it is. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Zero-width and other invisible characters that a copied command should not hold. */
const INVISIBLE = /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/**
 * A text as a page may show it: no longer than `max`, what is cut off counted; characters that are invisible or change
 * how the rest is read are named instead, `⟨U+202E⟩`; what is not well-formed replaced. Line ends become `\n`.
 */
export function shownText(text: string, max = TEXT_MAX): string {
  const cut = text.length > max ? text.slice(0, max) : text;
  const shown = cut
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(CONTROL, named)
    .replaceAll(DIRECTION, named)
    .replaceAll(INVISIBLE, named);
  if (cut === text) return shown;
  return `${shown} … (${text.length.toLocaleString('en-US')} characters, the first ${max.toLocaleString('en-US')} shown)`;
}

/** The same in one line. */
export function shownLine(text: string, max = 200): string {
  return shownText(text, max).replaceAll(/\s+/g, ' ').trim();
}

function named(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
