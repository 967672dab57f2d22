import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { CONFIG_NAME } from '../config/load-config.ts';
import { conventionalModule } from '../submission/locate.ts';
import { LAB_NAMES } from './lab-names.ts';
import { SOURCE_KINDS, type SourceKind } from './source-kinds.ts';

/** A submission that has been found, not read. */
export interface FoundSubmission {
  name: string;
  path: string;
  kind: SourceKind;
}

/**
 * The submissions that these paths stand for. A folder with a lab's module or a config is one submission; any other
 * folder is full of them: each folder in it, and each archive, is one. Names that begin with a dot are passed over.
 *
 * @throws LabsError when there is no such path, nothing in it, or two submissions have the same name.
 */
export function findSubmissions(paths: readonly string[]): FoundSubmission[] {
  const found = paths.flatMap(submissionsAt);
  const byName = new Map<string, string>();
  for (const { name, path } of found) {
    const other = byName.get(name);
    if (other !== undefined) {
      throw new LabsError('same-name', `two submissions are called '${name}': ${other} and ${path}`, {
        hint: 'rename one of them, or name each with its path in a roster (--roster)',
      });
    }
    byName.set(name, path);
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The submission at a path, whatever its form. @throws LabsError when there is none. */
export function submissionAt(path: string): FoundSubmission {
  const found = sourceAt(path);
  if (found !== undefined) return found;
  throw existsSync(path)
    ? new LabsError('no-submission', `${path} is neither a folder nor an archive`, {
        hint: 'a submission is a folder with one module per lab',
      })
    : new LabsError('no-submission', `there is no ${path}`, { hint: 'name folders with submissions' });
}

function submissionsAt(path: string): FoundSubmission[] {
  const whole = submissionAt(path);
  if (!statSync(path).isDirectory() || isSubmission(path)) return [whole];
  const inside = readdirSync(path)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .flatMap((name) => sourceAt(join(path, name)) ?? []);
  if (inside.length > 0) return inside;
  if (readdirSync(path).length > 0) return [whole];
  throw new LabsError('no-submission', `the folder ${path} is empty`, { hint: 'name folders with submissions' });
}

function sourceAt(path: string): FoundSubmission | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  const kind = stats && SOURCE_KINDS.find((candidate) => candidate.fits(path, stats));
  return kind && { name: kind.nameOf(path), path, kind };
}

function isSubmission(folder: string): boolean {
  return (
    existsSync(join(folder, CONFIG_NAME)) || LAB_NAMES.some((name) => conventionalModule(folder, name) !== undefined)
  );
}
