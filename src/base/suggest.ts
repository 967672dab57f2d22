import leven from 'leven';

/** A hint that names the nearest known word, if it is near, and all of them. */
export function suggest(word: string, known: readonly string[]): string {
  const distance = (candidate: string) => leven(word.toLowerCase(), candidate.toLowerCase());
  const nearest = [...known].sort((a, b) => distance(a) - distance(b))[0];
  const isNear = nearest !== undefined && distance(nearest) <= Math.max(1, Math.floor(nearest.length / 2));
  return `${isNear ? `did you mean '${nearest}'? ` : ''}known: ${known.join(', ')}`;
}
