import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import type { LabEntry } from '../../labs/lab-entry.ts';

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'] as const;

/** Where in a submission's folder a lab's module may stand, in the order in which we look. */
function candidates(name: string): string[] {
  return ['', 'src'].flatMap((folder) =>
    [name, join(name, 'index')].flatMap((stem) => EXTENSIONS.map((extension) => join(folder, stem + extension))),
  );
}

/**
 * The absolute path of a lab's module in a submission.
 *
 * @param folder the submission's folder.
 * @param configured the file that the config names for the lab, relative to the folder; absent: by convention.
 * @throws LabsError when the folder or the module does not exist.
 */
export function locateEntry(folder: string, entry: LabEntry, configured: string | undefined): string {
  const root = resolve(folder);
  requireFolder(root);
  const path = configured === undefined ? conventionalModule(root, entry.name) : moduleAt(join(root, configured));
  if (path !== undefined) return path;
  throw new LabsError('no-entry', `${show(root)} has no module for the lab '${entry.name}'`, {
    hint:
      configured === undefined
        ? `expected ${entry.name}.ts (or src/${entry.name}.ts, or ${entry.name}/index.ts) that exports ${entry.exports.join(' and ')}; \`labs init\` writes one`
        : `grading.config.json names ${configured}, which is not a file`,
  });
}

/** The absolute path of a lab's module at one of the usual places; undefined when there is none. */
export function conventionalModule(folder: string, name: string): string | undefined {
  for (const candidate of candidates(name)) {
    const path = moduleAt(join(resolve(folder), candidate));
    if (path !== undefined) return path;
  }
  return undefined;
}

function moduleAt(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? path : undefined;
}

function requireFolder(root: string): void {
  if (!existsSync(root)) {
    throw new LabsError('no-submission', `there is no folder ${show(root)}`, {
      hint: 'name the folder with your code: --submission DIR, or "submission" in grading.config.json',
    });
  }
  if (!statSync(root).isDirectory()) {
    throw new LabsError('no-submission', `${show(root)} is a file, not a folder`, {
      hint: 'a submission is a folder with one module per lab',
    });
  }
  if (readdirSync(root).length === 0) {
    throw new LabsError('empty-submission', `the folder ${show(root)} is empty`, {
      hint: '`labs init DIR` writes a workspace to start from',
    });
  }
}

function show(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}
