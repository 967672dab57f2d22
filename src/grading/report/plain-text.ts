// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
/** Escape sequences of terminals: colours, cursor, titles and links (ECMA-48 CSI, OSC, DCS and two-byte ones). */
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[\]P^_X][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;
/** What XML 1.0 forbids and no reader needs: controls but tab and line feed, non-characters. */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g;
/** Characters that reorder the text around them, so that it reads as something else. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Anything but the characters that most texts consist of, and which need no look. */
const UNUSUAL = /[^\t\n\x20-\x7e]/;

/**
 * A text that came from a submission, made harmless to whoever shows it: no escape sequences, no controls but tab and
 * line feed, whole characters only, and at most `maxChars` of them, then a note of what is missing.
 */
export function plainText(text: string, maxChars: number): string {
  // What is cut off may be megabytes: it is not looked at, not even for what would take no place.
  const lookedAt = text.slice(0, 2 * maxChars + 100);
  const plain = UNUSUAL.test(lookedAt) ? withoutControls(lookedAt) : lookedAt;
  const missing = text.length - lookedAt.length + Math.max(0, plain.length - maxChars);
  // A cut may go through a pair of surrogates, so it comes before the repair.
  const whole = plain.slice(0, maxChars).replaceAll(/\p{Surrogate}/gu, '\ufffd');
  return missing === 0 ? whole : `${whole} … (${missing} more characters)`;
}

function withoutControls(text: string): string {
  return text
    .replaceAll(ESCAPE_SEQUENCES, '')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(DIRECTIONS, '');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').trim();
}
