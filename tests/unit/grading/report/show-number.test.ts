import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showNumber } from '../../../../src/grading/report/show-number.ts';
import { checkProperty } from '../../../property.ts';

test('digits are grouped, and zeros at the end left out', () => {
  expect([0, 7, 999, 1_000, 1_203.5, 12_345_678, 0.1 + 0.2].map((value) => showNumber(value))).toEqual([
    '0',
    '7',
    '999',
    '1,000',
    '1,203.5',
    '12,345,678',
    '0.3',
  ]);
  expect([2, 2.5, 2.25, 1 / 3].map((value) => showNumber(value, 2))).toEqual(['2', '2.5', '2.25', '0.33']);
});

checkProperty(
  'what has no more digits is written as the locale does',
  fc.property(fc.nat(1e9), fc.constantFrom(0, 1, 2, 3, 4), (value, digits) => {
    const number = value / 10 ** digits;
    const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
    expect(showNumber(number, digits)).toBe(format.format(number));
  }),
);
