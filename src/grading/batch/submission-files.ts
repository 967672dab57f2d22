import { createHash } from 'node:crypto';
import {
  type Dirent,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { LAB_NAMES } from './lab-names.ts';

/** Folders that are no part of what a student wrote. */
export const IGNORED_FOLDERS = new Set(['node_modules', '.git', '.labs', '__MACOSX']);

export const FILES_MAX = 2_000;
export const BYTES_MAX = 20_000_000;
export const DEPTH_MAX = 32;
const TOLD_MAX = 10;

/** A submission's files, as they were at one moment. */
export interface SubmissionFiles {
  /** Relative path with `/` → content, in the order of the paths. */
  files: ReadonlyMap<string, Buffer>;
  /** Hex SHA-256 over paths and contents. */
  digest: string;
  /** What is not among the files though it lies there, and why. */
  leftOut: string[];
}

/**
 * Reads what a student handed in. Links and devices are never followed or opened: they are left out and named. A folder
 * that holds nothing but one folder, which is no module, stands for that one.
 *
 * @throws LabsError for a submission that is too large, or cannot be read.
 */
export function readSubmission(folder: string): SubmissionFiles {
  const files = new Map<string, Buffer>();
  const leftOut: string[] = [];
  let totalBytes = 0;

  function visit(path: string, depth: number): void {
    if (depth > DEPTH_MAX) throw tooLarge(`folders are nested more than ${DEPTH_MAX} deep`);
    for (const entry of entriesOf(join(root, path))) {
      const name = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!IGNORED_FOLDERS.has(entry.name)) visit(name, depth + 1);
      } else if (entry.isFile()) {
        add(name);
      } else {
        leftOut.push(`${name} (${entry.isSymbolicLink() ? 'a link' : 'not a file'})`);
      }
    }
  }

  function add(name: string): void {
    if (files.size === FILES_MAX) throw tooLarge(`it has more than ${FILES_MAX} files`);
    const path = join(root, name);
    // The size first: a file of many gigabytes must not be read to find that out.
    totalBytes += read(() => statSync(path)).size;
    if (totalBytes > BYTES_MAX) throw tooLarge(`its files have more than ${BYTES_MAX / 1e6} MB`);
    files.set(
      name,
      read(() => readFileSync(path)),
    );
  }

  const root = rootOf(folder);
  visit('', 0);
  const sorted = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { files: sorted, digest: digestOf(sorted), leftOut: shorten(leftOut) };
}

/** Writes files below a folder, which is there completely or not at all. */
export function storeFiles(files: ReadonlyMap<string, Buffer>, folder: string): void {
  const temporary = `${folder}.${process.pid}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(temporary, path)), { recursive: true });
    writeFileSync(join(temporary, path), content);
  }
  renameSync(temporary, folder);
}

/** Hex SHA-256 over the paths and contents, which are in the order of the paths. */
export function digestOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [path, content] of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

function rootOf(folder: string, depth = 0): string {
  const entries = entriesOf(folder).filter(({ name }) => !IGNORED_FOLDERS.has(name) && !name.startsWith('.'));
  const [only] = entries;
  const isWrapped = entries.length === 1 && only?.isDirectory() === true && !['src', ...LAB_NAMES].includes(only.name);
  return isWrapped && depth < DEPTH_MAX ? rootOf(join(folder, only.name), depth + 1) : folder;
}

function entriesOf(folder: string): Dirent[] {
  return read(() => readdirSync(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function read<T>(action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new LabsError('unreadable-submission', `the submission cannot be read (${code})`, {
      hint: 'check the owner and the permissions of its files',
      cause,
    });
  }
}

function tooLarge(how: string): LabsError {
  return new LabsError('huge-submission', `the submission is too large: ${how}`, {
    hint: 'a submission holds source files: node_modules and .git do not count',
  });
}

function shorten(names: string[]): string[] {
  if (names.length <= TOLD_MAX) return names;
  return [...names.slice(0, TOLD_MAX), `and ${names.length - TOLD_MAX} more`];
}
