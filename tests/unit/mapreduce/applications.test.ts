import { expect, test } from 'vitest';
import { sequentialRun } from '../../../src/labs/mapreduce/sequential-run.ts';
import { inputTexts } from '../../../src/labs/mapreduce/texts.ts';
import { APPLICATIONS, type ApplicationName } from '../../../src/sdk/programs/applications/registry.ts';

const FILES = [
  { name: 'tom.txt', content: 'Fair is foul, and foul is fair:\nHover thro’ the fog' },
  { name: 'anna.txt', content: 'a naïve café — is it foul? 42' },
];

function run(name: ApplicationName): string[] {
  return sequentialRun(APPLICATIONS[name], FILES);
}

test('wc counts words; a word is what stands between characters that are no letters', () => {
  expect(run('wc').join('\n')).toMatchInlineSnapshot(`
    "Fair 1
    Hover 1
    a 1
    and 1
    café 1
    fair 1
    fog 1
    foul 3
    is 3
    it 1
    naïve 1
    the 1
    thro 1"
  `);
});

test('indexer lists the files of a word', () => {
  expect(run('indexer')).toContain('is 2 anna.txt,tom.txt');
  expect(run('indexer')).toContain('fog 1 tom.txt');
});

test('crash computes what nocrash does', () => {
  expect(run('nocrash')).toEqual(['a anna.txt tom.txt', 'b 7 8', 'c 29 51', 'd xyzzy xyzzy']);
  expect(run('crash')).toEqual(run('nocrash'));
});

test('the inputs are eight texts of some hundred kilobytes, always the same, and not easy', () => {
  const texts = inputTexts();
  const all = texts.map(({ content }) => content).join('');
  expect(texts.map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "a-winter-in-the-observatory.txt",
      "letters-from-the-salt-coast.txt",
      "sherlock-and-the-stopped-clocks.txt",
      "the-bridge-builders-daughter.txt",
      "the-cartographers-quarrel.txt",
      "tom-of-the-night-ferry.txt",
      "two-gardens.txt",
      "under-the-copper-mountain.txt",
    ]
  `);
  expect(all.length).toBeGreaterThan(100_000);
  expect(all.length).toBeLessThan(110_000);
  expect(all.slice(24, 120)).toMatchInlineSnapshot(`
    "ORY

    Kasimir still drowned a debt, for no orchard repaired that second violin’s key? Long before"
  `);
  // A name of a property that every object has, and letters of more than one byte.
  for (const word of ['constructor', 'Sherlock', 'Tom', 'naïveté', 'Zdeněk']) expect(all).toContain(word);
});
