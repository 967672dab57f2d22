import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { GENERATOR } from './render-page.ts';

/**
 * Makes `folder` hold the pages and nothing else. They are written beside it and then moved there, so that nobody meets
 * half of them; a report that was there before is replaced.
 *
 * @throws LabsError when `folder` holds anything that is no page of a report, or cannot be written.
 */
export function writePages(pages: ReadonlyMap<string, string>, folder: string): void {
  const target = resolve(folder);
  refuseOtherFiles(target, folder);
  let fresh: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    fresh = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    const report = join(fresh, 'new');
    for (const [path, text] of pages) {
      const file = join(report, ...path.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    replace(target, report, join(fresh, 'old'));
  } catch (cause) {
    throw new LabsError('bad-output', `cannot write the report to ${folder}: ${(cause as Error).message}`, {
      hint: 'name a folder that may be written: --out DIR',
      cause,
    });
  } finally {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
  }
}

function replace(target: string, report: string, aside: string): void {
  const hadReport = existsSync(target);
  if (hadReport) renameSync(target, aside);
  try {
    renameSync(report, target);
  } catch (error) {
    if (hadReport) renameSync(aside, target);
    throw error;
  }
}

/** What is replaced is removed: it must be a report, or empty. */
function refuseOtherFiles(target: string, folder: string): void {
  if (!existsSync(target)) return;
  const other = statSync(target).isDirectory() ? otherFile(target) : 'it is a file';
  if (other === undefined) return;
  throw new LabsError('not-a-report', `${folder} is in the way: ${other}`, {
    hint: 'name a new folder, or one with an older report, which is replaced: --out DIR',
  });
}

/** Why a folder is no report; undefined when it is one, or empty. */
function otherFile(target: string): string | undefined {
  const entries = readdirSync(target, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const pages = new Set(['.', 'submissions'].map((inside) => join(target, inside)));
  const other = files.find((file) => !file.endsWith('.html') || !pages.has(dirname(file)));
  if (other !== undefined) return `it holds ${other.slice(target.length + 1)}, which is no page of a report`;
  const index = join(target, 'index.html');
  if (files.length === 0 || (files.includes(index) && readFileSync(index, 'utf8').includes(GENERATOR)))
    return undefined;
  return 'it holds pages that are no report';
}
