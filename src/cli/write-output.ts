import { writeFileSync } from 'node:fs';
import { LabsError } from '../base/errors.ts';

/** @throws LabsError when the file cannot be written. */
export function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new LabsError('bad-output', `cannot write ${path}: ${(cause as Error).message}`, {
      hint: 'name a file in a folder that exists and may be written',
      cause,
    });
  }
}
