import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordDigest } from '../../../src/base/digest.ts';
import { checkProperty } from '../../property.ts';

const add = (digest: RecordDigest, [number, text]: readonly [number, string]) => {
  digest.number(number);
  digest.text(text);
};
const digestOf = (records: readonly (readonly [number, string])[]) => {
  const digest = new RecordDigest();
  for (const record of records) add(digest, record);
  return digest.hex();
};
// Texts from nothing to more than a block; their characters of one to four bytes stay whole.
const record = fc.tuple(
  fc.double(),
  fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.oneof(fc.nat(5), fc.nat(10_000)))
    .map(([text, times]) => text.repeat(times)),
);

checkProperty(
  'the same records have the same digest, whenever else it was asked for, and others another',
  fc.property(fc.array(record, { maxLength: 8 }), (records) => {
    const digest = new RecordDigest();
    for (const each of records) {
      add(digest, each);
      digest.hex();
    }
    expect(digest.hex()).toBe(digestOf(records));
    expect(digestOf([...records, [1, '']])).not.toBe(digestOf(records));
  }),
  50,
);

test('a block is its numbers, then its texts in UTF-8', () => {
  const expected = createHash('sha256')
    .update(new Float64Array([1, 2.5]))
    .update('eins zwöi', 'utf8')
    .digest('hex');
  expect(
    digestOf([
      [1, 'eins '],
      [2.5, 'zwöi'],
    ]),
  ).toBe(expected);
});

test('every record counts, however many there are', () => {
  const records = Array.from({ length: 10_000 }, (_, i): [number, string] => [i, `text ${i}\n`]);
  const digest = digestOf(records);
  for (const position of [0, 4095, 4096, 9999]) {
    expect(digestOf(records.with(position, [-1, records[position]?.[1] ?? '']))).not.toBe(digest);
    expect(digestOf(records.with(position, [position, 'other']))).not.toBe(digest);
  }
});
