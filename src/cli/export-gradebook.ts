import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { fillCanvasExport } from '../grading/gradebook/canvas-csv.ts';
import { type Gradebook, parseGradebook } from '../grading/gradebook/gradebook.ts';
import { moodleCsv } from '../grading/gradebook/moodle-csv.ts';
import { plainCsv } from '../grading/gradebook/plain-csv.ts';
import { writeOutput } from './output-file.ts';

interface OutOptions {
  out?: string;
}

export interface CsvExportOptions extends OutOptions {
  bom?: boolean;
}

export interface MoodleOptions extends CsvExportOptions {
  by: 'email' | 'id';
}

export interface CanvasOptions extends OutOptions {
  roster: string;
  assignment: string;
  key: string;
  by: string;
  dryRun?: boolean;
}

/** `labs export csv` */
export function exportCsv(run: string, { out, bom }: CsvExportOptions): void {
  write(plainCsv(readGradebook(run), { hasBom: bom ?? false }), out);
}

/** `labs export moodle` */
export function exportMoodle(run: string, { out, bom, by }: MoodleOptions): void {
  const gradebook = readGradebook(run);
  write(moodleCsv(gradebook, { by, hasBom: bom ?? false }), out);
  note(
    'without a score, so left out',
    gradebook.submissions.filter(({ score }) => score === null).map(({ id }) => id),
  );
}

/** `labs export canvas` */
export function exportCanvas(run: string, { out, roster, dryRun, ...request }: CanvasOptions): void {
  const gradebook = readGradebook(run);
  const { text, changes, unknown, ungraded } = fillCanvasExport(readText(roster), gradebook, request);
  if (dryRun) {
    const changed = changes.filter(({ before, after }) => Number(before) !== Number(after) || before.trim() === '');
    for (const { student, before, after } of changed) console.log(`${student}: ${before.trim() || 'blank'} → ${after}`);
    console.log(`${changed.length} of ${changes.length} scores would change`);
  } else {
    write(text, out);
  }
  note('in the export, without a score here: left as they are', ungraded);
  note('graded, but not in the export', unknown);
}

function readGradebook(run: string): Gradebook {
  const path = statSync(run, { throwIfNoEntry: false })?.isDirectory() ? join(run, 'grades.json') : run;
  let value: unknown;
  try {
    value = JSON.parse(readText(path));
  } catch (cause) {
    if (cause instanceof LabsError) throw cause;
    throw new LabsError('bad-grades', `${path} is not JSON: ${(cause as Error).message}`, {
      hint: 'name the folder of a run of `labs grade`, or the grades.json in it',
      cause,
    });
  }
  return parseGradebook(value, path);
}

function readText(path: string): string {
  try {
    // A byte order mark stays, and what is not UTF-8 is refused: a file is given back byte for byte.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new LabsError('bad-file', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: 'name a file that exists and holds text in UTF-8',
      cause,
    });
  }
}

function write(text: string, out: string | undefined): void {
  if (out === undefined) process.stdout.write(text);
  else writeOutput(out, text);
}

/** On standard error: standard output may be the file. */
function note(what: string, keys: readonly string[]): void {
  if (keys.length > 0) console.error(`note: ${what}: ${keys.join(', ')}`);
}
