import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { LabsError } from '../base/errors.ts';

/**
 * Writes a report whole or not at all: whoever reads the file, at whatever moment, finds the old text or the new one.
 * What is not a file (a pipe, a terminal) is written to as it is.
 *
 * @throws LabsError when that is not possible.
 */
export function writeReport(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    if (existsSync(path) && !statSync(path).isFile()) {
      writeFileSync(path, text);
      return;
    }
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new LabsError('bad-output', `cannot write ${path}: ${(cause as Error).message}`, {
      hint: 'name a file in a folder that exists and may be written',
      cause,
    });
  }
}
