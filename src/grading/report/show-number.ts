/**
 * `1,203.5`: with at most `digits` behind the point. Not by Intl.NumberFormat, whose first use takes longer than a
 * short test.
 */
export function showNumber(value: number, digits: 0 | 1 | 2 | 3 | 4 = 1): string {
  const [whole = '', fraction = ''] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? grouped : `${grouped}.${kept}`;
}
