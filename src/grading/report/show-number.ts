/** `1,203.5`: with one digit behind the point where there is one. */
export function showNumber(value: number, digits = 1): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
