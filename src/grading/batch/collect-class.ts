import { existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { type FoundSubmission, findSubmissions, submissionAt } from './find-submissions.ts';
import type { ClassEntry, Extension } from './journal-record.ts';
import type { RosterEntry } from './roster.ts';
import { readSubmission, storeFiles } from './submission-files.ts';

export interface CollectOptions {
  paths: readonly string[];
  /** Undefined: everything that is found is graded. */
  roster: readonly RosterEntry[] | undefined;
  extensions: ReadonlyMap<string, Extension>;
  /** Where the files are kept, each submission's in a folder named after its digest. */
  codeFolder: string;
}

export interface CollectedClass {
  /** In the order of their ids. */
  entries: ClassEntry[];
  /** What a person should know. */
  warnings: string[];
}

/**
 * Finds out who handed in what, and keeps a copy of it: what is graded does not change under the grader, and can be
 * looked at later. A submission that cannot be read is the class's only one that suffers.
 *
 * @throws LabsError when the paths or the roster make no sense.
 */
export async function collectClass(options: CollectOptions): Promise<CollectedClass> {
  const { roster, extensions } = options;
  const found = options.paths.length === 0 ? [] : findSubmissions(options.paths);
  const students = roster ?? found.map(({ name }) => ({ id: name, path: undefined, submittedAtMs: null, student: {} }));
  const sources = new Map(found.map((submission) => [submission.name, submission]));
  const entries: ClassEntry[] = [];
  for (const { id, path, submittedAtMs, student } of students) {
    const source = path === undefined ? sources.get(id) : sourceOf(path);
    sources.delete(id);
    const files = source === undefined ? MISSING : await takeFiles(source, options.codeFolder);
    entries.push({ id, student, ...files, submittedAtMs, extension: extensions.get(id) ?? null });
  }
  if (entries.every(({ isMissing }) => isMissing)) throw noneFound(roster?.[0]?.id ?? '', found);
  const ids = new Set(entries.map(({ id }) => id));
  return {
    entries: entries.sort((a, b) => (a.id < b.id ? -1 : 1)),
    warnings: [
      ...[...sources.keys()].map((name) => `${name} is not in the roster: not graded`),
      ...[...extensions.keys()]
        .filter((id) => !ids.has(id))
        .map((id) => `an extension is for ${id}, who is not graded`),
    ],
  };
}

type Files = Pick<ClassEntry, 'digest' | 'problem' | 'isMissing' | 'leftOut'>;

const MISSING: Files = { digest: '', problem: 'nothing was handed in', isMissing: true, leftOut: [] };

function sourceOf(path: string): FoundSubmission | undefined {
  return existsSync(path) ? submissionAt(path) : undefined;
}

async function takeFiles({ kind, path }: FoundSubmission, codeFolder: string): Promise<Files> {
  const scratch = join(resolve(codeFolder), `.unpacked-${process.pid}`);
  try {
    const { files, digest, leftOut } = readSubmission(await kind.open(path, scratch));
    const folder = join(codeFolder, digest);
    if (!existsSync(folder)) storeFiles(files, folder);
    return { digest, problem: null, isMissing: false, leftOut };
  } catch (error) {
    if (!(error instanceof LabsError)) throw error;
    return { digest: '', problem: error.message.replaceAll(path, basename(path)), isMissing: false, leftOut: [] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function noneFound(id: string, found: readonly FoundSubmission[]): LabsError {
  const names = found.map(({ name }) => name).slice(0, 5);
  return new LabsError('no-submission', `no student of the roster has handed anything in`, {
    hint:
      names.length === 0
        ? 'name the folder with the submissions: labs grade DIR --roster FILE'
        : `the roster's ids must be the submissions' names: it has '${id}', the folder ${names.join(', ')}`,
  });
}
