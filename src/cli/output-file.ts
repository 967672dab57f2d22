import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { writeWhole } from '../grading/write-whole.ts';

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
 * Writes a file whole or not at all; what is not a file (a pipe, a terminal) is written to as it is.
 *
 * @throws LabsError when that is not possible.
 */
export function writeOutput(path: string, text: string): void {
  try {
    if (existsSync(path) && !statSync(path).isFile()) writeFileSync(path, text);
    else writeWhole(path, text);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

function cannotWrite(path: string, cause: unknown): LabsError {
  return new LabsError('bad-output', `cannot write ${path}: ${(cause as Error).message}`, {
    hint: 'name a file in a folder that exists and may be written',
    cause,
  });
}
