// Making one takes far longer than using it.
const FORMATS = [0, 1, 2, 3, 4].map(
  (maximumFractionDigits) => new Intl.NumberFormat('en-US', { maximumFractionDigits }),
);

/** `1,203.5`: with at most `digits` behind the point. */
export function showNumber(value: number, digits: 0 | 1 | 2 | 3 | 4 = 1): string {
  return FORMATS[digits]?.format(value) ?? '';
}
