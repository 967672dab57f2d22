import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { findSecret } from '../grading/batch/course-secret.ts';
import type { UnitRecord } from '../grading/batch/journal-record.ts';
import { makeClassDocument } from '../grading/batch/make-class-document.ts';
import { makeSpec } from '../grading/batch/make-spec.ts';
import { RunFolder } from '../grading/batch/run-folder.ts';
import { selectGrades } from '../grading/batch/select-grades.ts';
import { unitsOf } from '../grading/batch/units.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { expandParts } from '../grading/run/plan.ts';
import { partOf } from '../labs/lab-test.ts';
import { type ClassOptions, carryOut, hostOf } from './carry-out-class.ts';
import { makeAnonymous, withNames } from './make-anonymous.ts';

export interface RegradeOptions extends ClassOptions {
  out?: string;
  only?: string;
  students?: string;
  where?: string;
}

/** `labs regrade`: returns the exit code. What is not selected keeps its results; the old run stays as it is. */
export async function runRegrade(path: string, options: RegradeOptions): Promise<number> {
  const old = RunFolder.open(path);
  const { records, results } = old.readJournal();
  const config = loadConfig(process.cwd(), options.config);
  const parts = old.spec.parts.map(({ id }) => id);
  const secret = findSecret(options.secretFile);
  const spec = makeSpec({ config, parts, host: hostOf(options), secret });
  const grades = makeClassDocument(old.spec, results).submissions;
  const selected = selectGrades(grades, { students: options.students?.split(','), where: options.where });
  const wantedParts = options.only === undefined ? parts : expandParts([options.only]);
  const wantedCode = new Set(selected.map(({ digest }) => digest));
  const isWanted = (record: Pick<UnitRecord, 'submissionDigest' | 'testId'>) =>
    wantedCode.has(record.submissionDigest) && wantedParts.includes(partOf({ id: record.testId }));

  const folder = RunFolder.prepare(options.out ?? path, spec, { isFresh: options.out === undefined });
  cpSync(old.codeFolder, folder.codeFolder, { recursive: true });
  const digests = results.entries.map(({ digest }) => digest);
  const newKeys = new Map(unitsOf(spec, digests).map((unit) => [cellOf(unit), unit.key]));
  const carried = records.flatMap((record) => {
    if (record.type !== 'unit' || isWanted(record)) return [];
    const key = newKeys.get(cellOf(record));
    return key === undefined ? [] : [{ ...record, key, carriedFrom: record.carriedFrom ?? old.id }];
  });
  console.error(`${selected.length} of ${grades.length} submissions are graded again; ${resolve(path)} stays as it is`);
  const named = withNames(results.entries, old);
  const run = named === undefined ? { entries: results.entries } : makeAnonymous(named, folder, secret);
  return carryOut({ ...run, folder, carried, options });
}

function cellOf({ submissionDigest, testId, seed }: Pick<UnitRecord, 'submissionDigest' | 'testId' | 'seed'>): string {
  return `${submissionDigest} ${testId}@${seed}`;
}
