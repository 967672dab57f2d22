import { LabsError } from '../../base/errors.ts';
import type { ReportFormat } from './format.ts';
import { json } from './json.ts';
import { text } from './text.ts';

/** One line per format. */
export const REPORT_FORMATS: readonly ReportFormat[] = [text, json];

/** @throws LabsError for a format that does not exist. */
export function findFormat(name: string): ReportFormat {
  const format = REPORT_FORMATS.find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  throw new LabsError('unknown-reporter', `there is no reporter '${name}'`, {
    hint: `known: ${REPORT_FORMATS.map((candidate) => candidate.name).join(', ')}`,
  });
}
