import { existsSync } from 'node:fs';
import type { Cell } from '../grading/run/plan.ts';
import { parseToken } from '../grading/run/token.ts';
import { readRunFile } from '../grading/shrink/run-file.ts';

/** The run that a replay token or the file of a shrunk run names. @throws LabsError for anything else. */
export function findRun(tokenOrFile: string): Cell {
  return tokenOrFile.endsWith('.json') || existsSync(tokenOrFile) ? readRunFile(tokenOrFile) : parseToken(tokenOrFile);
}
