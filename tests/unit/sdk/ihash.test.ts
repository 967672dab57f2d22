import { expect, it } from 'vitest';
import { ihash } from '../../../src/sdk/mapreduce.ts';

it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
  // Of its UTF-8: c3 a9.
  ['é', Math.imul(Math.imul(0x811c9dc5 ^ 0xc3, 0x01000193) ^ 0xa9, 0x01000193)],
  ['aé', Math.imul(Math.imul(0xe40c292c ^ 0xc3, 0x01000193) ^ 0xa9, 0x01000193)],
])('ihash of %j is FNV-1a without the sign bit', (key, fnv1a) => {
  expect(ihash(key)).toBe(fnv1a & 0x7fffffff);
});
