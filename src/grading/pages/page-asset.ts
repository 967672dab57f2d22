import { readFileSync } from 'node:fs';
import { LabsError } from '../../base/errors.ts';
import { packagePath } from '../../base/package-path.ts';

const read = new Map<string, string>();

/**
 * A script or style of the pages, made by `npm run build` from `browser/`.
 *
 * @throws LabsError when the build has not run.
 */
export function pageAsset(name: string): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const path = packagePath('dist', 'pages', name);
  try {
    const text = readFileSync(path, 'utf8');
    read.set(name, text);
    return text;
  } catch (cause) {
    throw new LabsError('not-built', `cannot read ${path}`, { hint: 'run `npm run build` first', cause });
  }
}
