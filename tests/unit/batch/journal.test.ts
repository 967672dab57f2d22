import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Journal, readJournal } from '../../../src/grading/batch/journal.ts';
import type { JournalRecord } from '../../../src/grading/batch/journal-record.ts';
import { folderWith } from '../../cli/labs.ts';
import { checkProperty } from '../../property.ts';

function record(text: string): JournalRecord {
  return { type: 'begin', runId: text, specDigest: 'abc', at: '2026-10-01T00:00:00Z' };
}

/** A journal of these records. */
async function written(texts: readonly string[]): Promise<string> {
  const path = join(folderWith({}), 'journal.jsonl');
  const { journal } = await Journal.open(path);
  await Promise.all(texts.map((text) => journal.append(record(text))));
  await journal.close();
  return path;
}

function errorOf(path: string): string {
  try {
    readJournal(path);
  } catch (error) {
    return (error as Error).message.replace(path, 'JOURNAL');
  }
  return 'sound';
}

describe('a journal', () => {
  it('gives back what was appended, in order, however many at once', async () => {
    const texts = Array.from({ length: 100 }, (_, i) => `run ${i} "\n\u2028 é`);
    const path = await written(texts);
    expect(readJournal(path).records).toEqual(texts.map(record));
  });

  it('has a record on the disk once it says so', async () => {
    const path = join(folderWith({}), 'journal.jsonl');
    const { journal } = await Journal.open(path);
    await journal.append(record('first'));
    expect(readJournal(path).records).toEqual([record('first')]);
    await journal.close();
  });

  it('goes on where it ended, and cuts off a torn last line', async () => {
    const path = await written(['a', 'b']);
    appendFileSync(path, '{"seq":2,"prev":"');
    expect(readJournal(path)).toMatchObject({ records: [record('a'), record('b')], tornBytes: 17 });
    const { journal, tornBytes } = await Journal.open(path);
    expect(tornBytes).toBe(17);
    await journal.append(record('c'));
    await journal.close();
    expect(readJournal(path)).toMatchObject({ records: [record('a'), record('b'), record('c')], tornBytes: 0 });
  });

  it('is refused when a line was changed, removed, moved, or put in', async () => {
    const path = await written(['a', 'b', 'c']);
    const lines = readFileSync(path, 'utf8').split('\n');
    const [a, b, c] = lines as [string, string, string];
    const forgeries = {
      changed: [a, b.replace('"b"', '"x"'), c],
      removed: [a, c],
      moved: [b, a, c],
      repeated: [a, a, b, c],
    };
    const told = Object.entries(forgeries).map(([name, forged]) => {
      writeFileSync(path, `${forged.join('\n')}\n`);
      return `${name}: ${errorOf(path)}`;
    });
    expect(told).toMatchInlineSnapshot(`
      [
        "changed: JOURNAL:2: this line does not follow from the one before it",
        "removed: JOURNAL:2: this line does not follow from the one before it",
        "moved: JOURNAL:1: this line does not follow from the one before it",
        "repeated: JOURNAL:2: this line does not follow from the one before it",
      ]
    `);
    writeFileSync(path, `${[a, b, c.replace('"c"', '"x"')].join('\n')}\n`);
    expect(errorOf(path)).toMatch(/^JOURNAL:3: /);
  });
});

checkProperty(
  'cut anywhere, a journal still holds every record before the cut, and nothing else',
  fc.asyncProperty(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), fc.nat(), async (texts, cut) => {
    const path = await written(texts);
    const bytes = readFileSync(path);
    const kept = bytes.subarray(0, cut % (bytes.length + 1));
    writeFileSync(path, kept);
    const lines = kept.toString('utf8').split('\n').length - 1;
    const { records, tornBytes, soundBytes } = readJournal(path);
    expect(records).toEqual(texts.slice(0, lines).map(record));
    expect(tornBytes + soundBytes).toBe(kept.length);
  }),
  30,
);
