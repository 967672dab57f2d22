import { expect, test } from 'vitest';
import { printable } from '../../../src/base/printable.ts';

test('what a terminal would obey is written out', () => {
  expect(printable('\x1b[2J\x9b31m\x07\r\u202eabc\u2066\u2028\x7f')).toBe(
    '\\x1b[2J\\x9b31m\\x07\\x0d\\u202eabc\\u2066\\u2028\\x7f',
  );
});

test('ordinary text stays as it is, in every script, with its lines', () => {
  const text = 'server 0: “größer”\n  κόσμος 世界 🙂 {"a":[1]}';
  expect(printable(text)).toBe(text);
});

test('what nobody reads to its end is cut', () => {
  expect(printable('x'.repeat(20_000))).toHaveLength(20_000);
  expect(printable('x'.repeat(20_007)).slice(19_998)).toBe('xx… (7 characters more)');
});
