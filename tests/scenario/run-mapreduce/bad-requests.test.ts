import { chmodSync, mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LabsError } from '../../../src/base/errors.ts';
import type { MapReduceRequest } from '../../../src/grading/run-mapreduce/request.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();
mkdirSync(place.path('folder'));
const [text] = place.files as [string];

async function refused(changes: Partial<MapReduceRequest>): Promise<string> {
  const before = place.extraNames();
  const error = (await place.run(changes).then(
    () => undefined,
    (thrown) => thrown,
  )) as LabsError;
  expect(error.name).toBe('LabsError');
  expect(error.exitCode).toBe(2);
  expect(place.extraNames()).toEqual(before);
  return [error.code, error.message, error.hint].join('\n').replaceAll(place.folder, 'DIR');
}

test('an unknown application', async () => {
  expect(await refused({ app: 'wordcount' })).toMatchInlineSnapshot(`
    "unknown-application
    there is no application 'wordcount'
    did you mean 'jobcount'? known: wc, indexer, mtiming, rtiming, jobcount, early_exit, crash, nocrash"
  `);
  expect(await refused({ app: 'indexr' })).toMatchInlineSnapshot(`
    "unknown-application
    there is no application 'indexr'
    did you mean 'indexer'? known: wc, indexer, mtiming, rtiming, jobcount, early_exit, crash, nocrash"
  `);
});

test('no workers, no reduce tasks', async () => {
  expect(await refused({ workers: 0 })).toMatchInlineSnapshot(`
    "bad-option
    0 workers: not a count
    a whole number from 1 to 256"
  `);
  expect(await refused({ reduces: 1.5 })).toMatchInlineSnapshot(`
    "bad-option
    1.5 reduces: not a count
    a whole number from 1 to 1000"
  `);
});

test('inputs that cannot be read', async () => {
  expect(await refused({ files: [] })).toMatchInlineSnapshot(`
    "no-input
    there are no input files
    name at least one file to map"
  `);
  expect(await refused({ files: [text, place.path('nowhere.txt')] })).toMatchInlineSnapshot(`
    "bad-input
    cannot read the input file DIR/nowhere.txt: it does not exist
    every input must be a file that may be read"
  `);
  expect(await refused({ files: [place.path('folder')] })).toMatchInlineSnapshot(`
    "bad-input
    cannot read the input file DIR/folder: it is not a file
    every input must be a file that may be read"
  `);
});

test.skipIf(process.getuid?.() === 0)('an input without permission', async () => {
  const path = place.write('secret.txt', 'secret');
  chmodSync(path, 0);
  expect(await refused({ files: [path] })).toContain('permission denied');
});

test('inputs whose names collide', async () => {
  expect(await refused({ files: [text, text] })).toMatchInlineSnapshot(`
    "bad-input
    two input files are called a-winter-in-the-observatory.txt: DIR/a-winter-in-the-observatory.txt and DIR/a-winter-in-the-observatory.txt
    the processes share one directory: every input needs a name of its own"
  `);
  expect(await refused({ files: [place.write('mr-out-0', 'x')] })).toMatchInlineSnapshot(`
    "bad-input
    the input file DIR/mr-out-0 has a name that a job's own files have
    rename it so that it does not begin with mr-"
  `);
});

test('an output folder that is none, or has no place', async () => {
  expect(await refused({ outputFolder: text })).toMatchInlineSnapshot(`
    "bad-output
    DIR/a-winter-in-the-observatory.txt is not a folder
    name a folder for the output files"
  `);
  expect(await refused({ outputFolder: place.path('no/such/folder') })).toContain(
    'cannot write beside DIR/no/such/folder',
  );
});
