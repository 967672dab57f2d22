import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CourseSecret, requireSecret } from '../grading/batch/course-secret.ts';
import type { ClassEntry } from '../grading/batch/journal-record.ts';
import { Pseudonyms } from '../grading/batch/pseudonyms.ts';
import type { ClassRun } from '../grading/batch/run-class.ts';
import type { RunFolder } from '../grading/batch/run-folder.ts';

const PEOPLE_FILE = 'names.private.json';

/** A class without names. Who is who stands in one file of the run folder that only its owner may read. */
export function makeAnonymous(
  entries: readonly ClassEntry[],
  folder: RunFolder,
  secret: CourseSecret | undefined,
): Required<Pick<ClassRun, 'entries' | 'scrub'>> {
  const pseudonyms = new Pseudonyms(requireSecret(secret, 'an anonymous run needs pseudonyms'), entries);
  folder.write(PEOPLE_FILE, `${JSON.stringify(pseudonyms.people, null, 2)}\n`, 0o600);
  console.error(`who is who: ${join(folder.path, PEOPLE_FILE)}`);
  return {
    entries: pseudonyms.entries,
    scrub: (run, { submissionDigest }) => pseudonyms.scrub(run, submissionDigest),
  };
}

/** The class of an anonymous run with its names back; undefined for a run that is not anonymous. */
export function withNames(entries: readonly ClassEntry[], folder: RunFolder): ClassEntry[] | undefined {
  const path = join(folder.path, PEOPLE_FILE);
  if (!existsSync(path)) return undefined;
  const people = JSON.parse(readFileSync(path, 'utf8')) as Pseudonyms['people'];
  return entries.map((entry) => {
    const { id = entry.id, ...student } = people[entry.id] ?? {};
    return { ...entry, id, student };
  });
}
