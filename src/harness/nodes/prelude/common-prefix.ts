/** States shorter than this are written whole. */
const WORTHWHILE_CHARS = 256;
/** The answer may be short of the longest common prefix by less than this. */
const SLACK_CHARS = 32;

/**
 * How many characters two texts begin with in common, or a little less: whoever writes a state again that has grown at
 * its end need not write what stays. Never ends within a surrogate pair.
 */
export function commonPrefixLength(before: string, after: string): number {
  let same = 0;
  let end = Math.min(before.length, after.length);
  if (end < WORTHWHILE_CHARS) return 0;
  // Every comparison is of a part that has not been compared yet: together they look at each character at most once.
  while (end - same >= SLACK_CHARS) {
    const middle = (same + end + 1) >> 1;
    if (before.slice(same, middle) === after.slice(same, middle)) same = middle;
    else end = middle;
  }
  return isHighSurrogate(after.charCodeAt(same - 1)) ? same - 1 : same;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
