import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEffects } from '../../../src/harness/nodes/effects.ts';
import { Outbox } from '../../../src/harness/nodes/prelude/outbox.ts';
import { EFFECT, NOTE } from '../../../src/harness/nodes/protocol.ts';
import { checkProperty } from '../../property.ts';
import { type ReadEffect, recordEffects } from './effect-record.ts';

/** One effect: how a node writes it, and what the harness must read. */
interface Sample {
  write(outbox: Outbox): void;
  read: ReadEffect;
  isNote?: boolean;
}

const id = fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
// Everything that could be taken for the end of a field or a line, and surrogates without their other half.
const hostile = fc.constantFrom('\t', '\n', '\n\n', '\0', '\ud800', '\udfff', '\u2028', '7\t', 'S1\t1\tm\t0\n', 'P3\t');
const unit = fc.oneof(
  hostile,
  fc.nat(0xffff).map((code) => String.fromCharCode(code)),
);
const blob = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''));
const json = fc.oneof(blob, fc.jsonValue()).map((value) => JSON.stringify(value));
const name = fc.stringMatching(/^[\w.$-]{1,100}$/);

const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc.tuple(id, id, name, json).map((a) => ({ write: (o: Outbox) => o.send(...a), read: ['send', ...a] as const })),
  fc.tuple(id, json).map((a) => ({ write: (o: Outbox) => o.reply(...a), read: ['reply', ...a] as const })),
  fc
    .tuple(id, fc.oneof(fc.nat(2 ** 31 - 1), fc.constantFrom(0, 2 ** 31 - 1)))
    .map((a) => ({ write: (o: Outbox) => o.setTimer(...a), read: ['setTimer', ...a] as const })),
  id.map((a) => ({ write: (o: Outbox) => o.clearTimer(a), read: ['clearTimer', a] as const })),
  fc
    .tuple(id, blob)
    .map((a) => ({ write: (o: Outbox) => o.persistState(...a), read: ['persist', ...a, undefined] as const })),
  fc
    .tuple(id, blob, blob)
    .map((a) => ({ write: (o: Outbox) => o.persistBoth(...a), read: ['persist', ...a] as const })),
  fc.tuple(id, id, json).map((a) => ({ write: (o: Outbox) => o.apply(...a), read: ['apply', ...a] as const })),
  fc.tuple(id, id, id, blob).map(([applyId, index, term, snapshot]) => ({
    write: (o: Outbox) => o.applySnapshot(applyId, index, term, snapshot),
    // A blob from the outside may be anything; what enters the simulation can be written as UTF-8.
    read: ['applySnapshot', applyId, index, term, snapshot.replace(LONE_SURROGATE, '\ufffd')] as const,
  })),
  fc.tuple(id, json).map((a) => ({ write: (o: Outbox) => o.returned(...a), read: ['returned', ...a] as const })),
  fc.tuple(id, fc.boolean()).map((a) => ({ write: (o: Outbox) => o.role(...a), read: ['role', ...a] as const })),
  fc.tuple(name, json).map((a) => ({ write: (o: Outbox) => o.observe(...a), read: ['observe', ...a] as const })),
  fc.tuple(id, name, json).map((a) => ({ write: (o: Outbox) => o.file(...a), read: ['file', ...a] as const })),
  id.map((a) => ({ write: (o: Outbox) => o.exit(a), read: ['exit', a] as const })),
  fc.tuple(name, blob).map(([level, text]) => ({
    write: (o: Outbox) => o.log(level, text),
    read: ['log', level, JSON.stringify(text)] as const,
    isNote: true,
  })),
  json.map((a) => ({ write: (o: Outbox) => o.error(a), read: ['error', a] as const, isNote: true })),
);

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function write(samples: readonly Sample[]): { effects: string; notes: string } {
  const outbox = new Outbox();
  for (const { write } of samples) write(outbox);
  const taken = { effects: outbox.take(), notes: outbox.takeNotes() };
  expect([outbox.take(), outbox.takeNotes()]).toEqual(['', '']);
  return taken;
}

checkProperty(
  'what a node writes is what the harness reads, in order',
  fc.property(fc.array(sample, { maxLength: 20 }), (samples) => {
    const { effects, notes } = write(samples);
    const { sink, seen } = recordEffects();
    readEffects(effects, sink, notes);
    expect(seen).toEqual(samples.map((each) => each.read));
  }),
  500,
);

checkProperty(
  'behind the effect at which the node crashes nothing is read',
  fc.property(fc.array(sample, { minLength: 1, maxLength: 10 }), fc.nat(), (samples, at) => {
    const { effects, notes } = write(samples);
    const room = 1 + (at % samples.length);
    const { sink, seen } = recordEffects(room);
    readEffects(effects, sink, notes);
    expect(seen).toEqual(samples.slice(0, room).map((each) => each.read));
  }),
);

test('every effect and note has a letter of its own', () => {
  const letters = [...Object.values(EFFECT), ...Object.values(NOTE)];
  expect(new Set(letters).size).toBe(letters.length);
});

test('a step without effects is an empty text', () => {
  const { sink, seen } = recordEffects();
  readEffects('', sink);
  expect(seen).toEqual([]);
});
