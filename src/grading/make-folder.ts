import { mkdirSync } from 'node:fs';
import { LabsError } from '../base/errors.ts';

/**
 * Makes a folder, and those above it.
 *
 * @param hint what the person can do if that is not possible.
 * @throws LabsError then.
 */
export function makeFolder(path: string, hint: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new LabsError('bad-output', `cannot make the folder ${path}: ${(cause as Error).message}`, { hint, cause });
  }
}
