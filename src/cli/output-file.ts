import { accessSync, constants, existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LabsError } from '../base/errors.ts';

/**
 * Asks before the work whether its result can be written after it.
 *
 * @throws LabsError when it cannot.
 */
export function checkOutput(path: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error('it is a folder');
    accessSync(found === undefined || found.isFile() ? dirname(path) : path, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/**
 * Writes a file whole or not at all: whoever reads it, at whatever moment, finds the old text or the new one.
 * What is not a file (a pipe, a terminal) is written to as it is.
 *
 * @throws LabsError when that is not possible.
 */
export function writeOutput(path: string, text: string): void {
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
    throw cannotWrite(path, cause);
  }
}

function cannotWrite(path: string, cause: unknown): LabsError {
  return new LabsError('bad-output', `cannot write ${path}: ${(cause as Error).message}`, {
    hint: 'name a file in a folder that exists and may be written',
    cause,
  });
}
