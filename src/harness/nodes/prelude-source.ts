import { readFileSync } from 'node:fs';
import { LabsError } from '../../base/errors.ts';
import { packagePath } from '../../base/package-path.ts';

let source: string | undefined;

/**
 * The prelude as one script, made by `npm run build` from `prelude/`.
 *
 * @throws LabsError when the build has not run.
 */
export function preludeSource(): string {
  if (source === undefined) {
    const path = packagePath('dist', 'prelude.js');
    try {
      source = readFileSync(path, 'utf8');
    } catch (cause) {
      throw new LabsError('not-built', `cannot read ${path}`, { hint: 'run `npm run build` first', cause });
    }
  }
  return source;
}
