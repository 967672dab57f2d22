import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDigest } from '../../../src/base/digest.ts';
import { checkProperty } from '../../property.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
// Pieces from nothing to more than a chunk; their characters of one to four bytes stay whole.
const piece = fc
  .tuple(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.oneof(fc.nat(5), fc.nat(10_000)))
  .map(([text, times]) => text.repeat(times));

checkProperty(
  'the digest is that of the text, in whatever pieces it arrives',
  fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    const digest = new TextDigest();
    for (const text of pieces) digest.update(text);
    expect(digest.hex()).toBe(sha256(pieces.join('')));
  }),
  50,
);

test('more text may follow after the digest was asked for', () => {
  const digest = new TextDigest();
  expect(digest.hex()).toBe(sha256(''));
  digest.update('first');
  expect(digest.hex()).toBe(sha256('first'));
  digest.update('x'.repeat(70_000));
  digest.update('ü');
  expect(digest.hex()).toBe(digest.hex());
  expect(digest.hex()).toBe(sha256(`first${'x'.repeat(70_000)}ü`));
});
