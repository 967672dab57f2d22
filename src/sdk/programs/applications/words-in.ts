/** The words of a text: what stands between characters that are no letters. */
export function wordsIn(text: string): string[] {
  return text.split(/\P{L}+/u).filter((word) => word !== '');
}
