import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import type { ClassDocument } from './class-document.ts';
import { classSchema } from './class-schema.ts';

const GRADES_NAME = 'grades.json';

/** Complaints shown of a file that is not what it should be. */
const ISSUES_MAX = 5;

/** The file with the grades of a run, whose folder or file is named. */
export function findGrades(run: string): string {
  return statSync(run, { throwIfNoEntry: false })?.isDirectory() ? join(run, GRADES_NAME) : run;
}

/**
 * The grades of a class.
 *
 * @throws LabsError when there are none, or when the file is not a class document; it names the first wrong keys.
 */
export function readClassDocument(path: string): ClassDocument {
  const value = parse(path, read(path));
  const result = classSchema.safeParse(value);
  if (!result.success) {
    const { issues } = result.error;
    const lines = issues.slice(0, ISSUES_MAX).map(({ path: key, message }) => `  ${nameOf(key)}: ${message}`);
    if (issues.length > ISSUES_MAX) lines.push(`  … and ${issues.length - ISSUES_MAX} more`);
    throw malformed([`${path} does not hold the grades of a class:`, ...lines].join('\n'));
  }
  refuseTwice(path, result.data);
  return result.data;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new LabsError('no-grades', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: `name the folder of a run that has finished: \`labs grade\` writes ${GRADES_NAME} into it`,
      cause,
    });
  }
}

function parse(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw malformed(`${path} is not JSON: ${(cause as Error).message}`);
  }
}

function refuseTwice(path: string, { submissions }: ClassDocument): void {
  const seen = new Set<string>();
  for (const { id } of submissions) {
    if (seen.has(id)) throw malformed(`${path} holds the submission ${JSON.stringify(id)} twice`);
    seen.add(id);
  }
}

function malformed(message: string): LabsError {
  return new LabsError('bad-grades', message, {
    hint: 'run `labs grade` again with the same run folder: it makes the file anew from the journal',
  });
}

function nameOf(key: readonly PropertyKey[]): string {
  return key.length === 0 ? 'the whole file' : key.map(String).join('.');
}
