import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMIT, ProtocolViolation, readEffects } from '../../../src/harness/nodes/effects.ts';
import { checkProperty } from '../../property.ts';
import { recordEffects } from './effect-record.ts';

/** What the harness says to a text of a node; and nothing but a ProtocolViolation may be said. */
function verdict(text: string, notes = ''): string {
  try {
    readEffects(text, recordEffects().sink, notes);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolViolation);
    return (error as ProtocolViolation).message;
  }
}

const verdicts = (...texts: string[]) => texts.map((text) => verdict(text));

test('an unknown effect is refused, and shown', () => {
  expect(verdicts('Z1\n', '\n', 's1\t1\tm\t0\n', `\ud800${'x'.repeat(200)}`)).toMatchInlineSnapshot(`
    [
      "unknown effect "Z1\\n"",
      "unknown effect "\\n"",
      "unknown effect "s1\\t1\\tm\\t0\\n"",
      "unknown effect "\\ud800xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
    ]
  `);
});

test('a number is digits and nothing else', () => {
  const numbers = [
    '',
    '-1',
    '+1',
    '1.5',
    '1e3',
    '0x10',
    ' 1',
    'NaN',
    'Infinity',
    'null',
    '9007199254740992',
    '9'.repeat(400),
  ];
  expect(verdicts(...numbers.map((number) => `C${number}\n`))).toMatchInlineSnapshot(`
    [
      "the node sent something that is not a whole number in "C\\n"",
      "the node sent something that is not a whole number in "C-1\\n"",
      "the node sent something that is not a whole number in "C+1\\n"",
      "the node sent something that is not a whole number in "C1.5\\n"",
      "the node sent something that is not a whole number in "C1e3\\n"",
      "the node sent something that is not a whole number in "C0x10\\n"",
      "the node sent something that is not a whole number in "C 1\\n"",
      "the node sent something that is not a whole number in "CNaN\\n"",
      "the node sent something that is not a whole number in "CInfinity\\n"",
      "the node sent something that is not a whole number in "Cnull\\n"",
      "the node sent something that is not a whole number in "C9007199254740992\\n"",
      "the node sent something that is not a whole number in "C9999999999999999999999999999999999999999999999999999999999999999999999999999999"",
    ]
  `);
  expect(verdicts('C0\n', 'C007\n', 'C9007199254740991\n')).toEqual(['read', 'read', 'read']);
});

test('a number ends where its field ends', () => {
  expect(verdicts('C1', 'C1\t', 'R1\n', 'S1\n', 'S1\t2\n', 'G3\n', 'G3\t1\t\n', 'I1\t2\t3\n')).toMatchInlineSnapshot(`
    [
      "the node sent something that is not a whole number in "C1"",
      "the node sent something that is not a whole number in "C1\\t"",
      "the node sent something that is not a whole number in "R1\\n"",
      "the node sent something that is not a whole number in "S1\\n"",
      "the node sent something that is not a whole number in "S1\\t2\\n"",
      "the node sent something that is not a whole number in "G3\\n"",
      "the node sent something that is not a whole number in "G3\\t1\\t\\n"",
      "the node sent something that is not a whole number in "I1\\t2\\t3\\n"",
    ]
  `);
});

test('a timer waits for a whole number of milliseconds', () => {
  const delays = ['', ' ', '-1', '-0', '0.5', 'NaN', 'Infinity', '2147483649', '1e99', 'x', '{}', '0x10', '1\t2'];
  expect(verdicts(...delays.map((delay) => `T1\t${delay}\n`))).toMatchInlineSnapshot(`
    [
      "the node sent something that is not a whole number in "T1\\t\\n"",
      "the node sent something that is not a whole number in "T1\\t \\n"",
      "the node sent something that is not a whole number in "T1\\t-1\\n"",
      "the node sent something that is not a whole number in "T1\\t-0\\n"",
      "the node sent something that is not a whole number in "T1\\t0.5\\n"",
      "the node sent something that is not a whole number in "T1\\tNaN\\n"",
      "the node sent something that is not a whole number in "T1\\tInfinity\\n"",
      "the node sent a timer of 2147483649 ms in "T1\\t2147483649\\n"",
      "the node sent something that is not a whole number in "T1\\t1e99\\n"",
      "the node sent something that is not a whole number in "T1\\tx\\n"",
      "the node sent something that is not a whole number in "T1\\t{}\\n"",
      "the node sent something that is not a whole number in "T1\\t0x10\\n"",
      "the node sent something that is not a whole number in "T1\\t1\\t2\\n"",
    ]
  `);
  expect(verdicts('T1\t0\n', 'T1\t2147483648\n')).toEqual(['read', 'read']);
});

test('a name is not empty, not long, and on one line', () => {
  const long = 'm'.repeat(LIMIT.methodChars + 1);
  expect(
    verdicts('S1\t2\t\t0\n', `S1\t2\t${long}\t0\n`, 'S1\t2\tmethod\n', 'S1\t2\tm\nR1\t0\n', 'O\t1\n'),
  ).toMatchInlineSnapshot(`
    [
      "the node sent a missing name in "S1\\t2\\t\\t0\\n"",
      "the node sent a name of more than 200 characters in "S1\\t2\\tmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"",
      "the node sent a missing name in "S1\\t2\\tmethod\\n"",
      "the node sent a missing name in "S1\\t2\\tm\\nR1\\t0\\n"",
      "the node sent a missing name in "O\\t1\\n"",
    ]
  `);
  expect(verdict(`S1\t2\t${long.slice(1)}\t0\n`)).toBe('read');
});

test('the last field ends with the line', () => {
  expect(verdicts('R1\t0', 'V1\t', 'A1\t2\tx', 'Ftoo\t1', 'X0')).toMatchInlineSnapshot(`
    [
      "the node sent an effect without an end in "R1\\t0"",
      "the node sent an effect without an end in "V1\\t"",
      "the node sent an effect without an end in "A1\\t2\\tx"",
      "the node sent something that is not a whole number in "Ftoo\\t1"",
      "the node sent something that is not a whole number in "X0"",
    ]
  `);
});

test('a blob is as long as announced', () => {
  expect(
    verdicts(
      'P0\t3\tab',
      'P0\t3\tab\n',
      'P0\t2\tabc\n',
      'P0\t2\tab',
      'P0\t99999999999\tab\n',
      'Q0\t1\t1\ta\n',
      'Q0\t1\t1\tabc\n',
      'I1\t2\t3\t4\tabc\n',
      'P-1\t\n',
    ),
  ).toMatchInlineSnapshot(`
    [
      "the node sent a blob of another length than announced in "P0\\t3\\tab"",
      "the node sent a blob of another length than announced in "P0\\t3\\tab\\n"",
      "the node sent a blob of another length than announced in "P0\\t2\\tabc\\n"",
      "the node sent a blob of another length than announced in "P0\\t2\\tab"",
      "the node sent a blob of another length than announced in "P0\\t99999999999\\tab\\n"",
      "the node sent a blob of another length than announced in "Q0\\t1\\t1\\ta\\n"",
      "the node sent a blob of another length than announced in "Q0\\t1\\t1\\tabc\\n"",
      "the node sent a blob of another length than announced in "I1\\t2\\t3\\t4\\tabc\\n"",
      "the node sent something that is not a whole number in "P-1\\t\\n"",
    ]
  `);
  expect(verdicts('P0\t0\t\n', 'Q0\t0\t0\t\n', 'P0\t1\t\n\n')).toEqual(['read', 'read', 'read']);
});

test('a step, its effects and their messages are limited', () => {
  expect([
    verdict('C1\n'.repeat(LIMIT.effectsPerStep + 1)),
    verdict(`R1\t${'x'.repeat(LIMIT.messageChars + 1)}\n`),
    verdict('x'.repeat(LIMIT.stepChars + 1)),
  ]).toMatchInlineSnapshot(`
    [
      "one step produced more than 200000 effects",
      "the node sent a message of 33554433 characters in "R1\\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
      "one step produced 268435457 characters, more than 268435456",
    ]
  `);
  expect(verdict('C1\n'.repeat(LIMIT.effectsPerStep))).toBe('read');
});

test('the effects before a malformed one have been handed over', () => {
  const { sink, seen } = recordEffects();
  expect(() => readEffects('C1\nP0\t1\tx\nC?\nC2\n', sink)).toThrow(ProtocolViolation);
  expect(seen).toEqual([
    ['clearTimer', 1],
    ['persist', 0, 'x', undefined],
  ]);
});

// Letters of effects, digits and separators: texts that are nearly right.
const nearly = fc.array(
  fc.constantFrom(...'SRTCPQAIVGOFXLE', ...'0159', '\t', '\t', '\n', '\n', 'm', '-', '.', '\ud800'),
  {
    maxLength: 40,
  },
);

checkProperty(
  'any text is read or refused, and nothing else happens',
  fc.property(
    fc.oneof(
      nearly.map((units) => units.join('')),
      fc.string({ unit: 'binary' }),
    ),
    (text) => {
      verdict(text);
    },
  ),
  5_000,
);

test('a note is refused like an effect', () => {
  const notes = ['Z0\tx\n', 'L\tinfo\t""\n', 'Linfo\n', 'L0\tinfo\n', 'E0\t{}', 'W-1\t""\n', 'S0\t1\tm\t0\n'];
  expect(notes.map((text) => verdict('', text))).toMatchInlineSnapshot(`
    [
      "unknown note "Z0\\tx\\n"",
      "the node sent something that is not a whole number in "L\\tinfo\\t\\"\\"\\n"",
      "the node sent something that is not a whole number in "Linfo\\n"",
      "the node sent a missing name in "L0\\tinfo\\n"",
      "the node sent an effect without an end in "E0\\t{}"",
      "the node sent something that is not a whole number in "W-1\\t\\"\\"\\n"",
      "unknown note "S0\\t1\\tm\\t0\\n"",
    ]
  `);
  expect(verdict('C1\n', 'E9007199254740991\t{}\nW0\t""\n')).toBe('read');
});
