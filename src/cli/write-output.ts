import { closeSync, openSync, writeFileSync } from 'node:fs';
import { LabsError } from '../base/errors.ts';

/** @throws LabsError when the file cannot be written. */
export function writeOutput(path: string, text: string): void {
  orRefuse(path, () => writeFileSync(path, text));
}

/**
 * For what takes long: asks before the work whether the file can be written after it. Creates it where there is none.
 *
 * @throws LabsError when it cannot.
 */
export function checkOutput(path: string): void {
  orRefuse(path, () => closeSync(openSync(path, 'a')));
}

function orRefuse(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new LabsError('bad-output', `cannot write ${path}: ${(cause as Error).message}`, {
      hint: 'name a file in a folder that exists and may be written',
      cause,
    });
  }
}
