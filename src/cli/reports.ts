import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import type { ReportDocument } from '../grading/report/document.ts';
import type { ReportFacts } from '../grading/report/facts.ts';
import type { ReportFormat } from '../grading/report/format.ts';
import { findFormat, renderReport } from '../grading/report/registry.ts';
import { parseSubmissionMetadata } from '../grading/report/submission-metadata.ts';
import { checkOutput, writeOutput } from './output-file.ts';

/** The options that say what to report, as commander hands them over. */
export interface ReportOptions {
  /** What goes to standard output. */
  reporter: string;
  /** A file for the same. */
  output?: string;
  /** `FORMAT=FILE`. */
  report?: string[];
  /** File with what the grading system says about the submission. */
  metadata?: string;
}

/** What is going to be reported, checked before anything runs. */
export interface PlannedReports {
  reporter: ReportFormat;
  files: { format: ReportFormat; path: string }[];
  metadata: ReportFacts['metadata'];
}

/** @throws LabsError for a format that does not exist, or lacks something here. */
export function planReports({ reporter: name, output, report = [], metadata }: ReportOptions): PlannedReports {
  const reporter = findFormat(name);
  const files = report.map((text) => {
    const [format = '', path = ''] = text.split(/=(.*)/s);
    if (path === '') {
      throw new LabsError('bad-option', `--report ${text}: not a format and a file`, {
        hint: 'FORMAT=FILE, as in --report junit=report.xml; it may be given several times',
      });
    }
    return { format: findFormat(format), path };
  });
  if (output !== undefined) files.push({ format: reporter, path: output });
  for (const format of [reporter, ...files.map((file) => file.format)]) checkNeeds(format);
  return { reporter, files, metadata: metadata === undefined ? undefined : readMetadata(metadata) };
}

/** @throws LabsError for a file that could not be written when the work is done. */
export function checkFiles({ files }: PlannedReports): void {
  for (const { path } of files) checkOutput(path);
}

function checkNeeds({ name, needs = [] }: ReportFormat): void {
  const missing = needs.filter((variable) => !process.env[variable]);
  if (missing.length === 0) return;
  throw new LabsError(
    'bad-environment',
    `the reporter '${name}' cannot say whose result it is: ${missing.join(', ')} not set`,
    {
      hint: 'the system that reads it sets them when it runs a grader; see docs/formats.md',
    },
  );
}

function readMetadata(path: string): ReportFacts['metadata'] {
  try {
    return parseSubmissionMetadata(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new LabsError('bad-metadata', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: 'it should be what the grading system has written: JSON with created_at and assignment',
      cause,
    });
  }
}

/** Facts of a run that began at the given time and ends now. */
export function reportFacts(startedAtMs: number, course: string, { metadata }: PlannedReports): ReportFacts {
  const folder = relative(process.env.GITHUB_WORKSPACE ?? process.cwd(), process.cwd());
  return {
    course,
    labsVersion: (JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: string }).version,
    startedAtMs,
    finishedAtMs: Date.now(),
    workingFolder: folder.startsWith('..') ? '' : folder.split(sep).join('/'),
    environment: process.env,
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** Prints the report for a program; people have seen theirs grow. */
export function printReport(document: ReportDocument, { reporter }: PlannedReports, facts: ReportFacts): void {
  if (reporter.name !== 'text') process.stdout.write(renderReport(reporter, document, facts));
}

/** Writes the files that were asked for. @throws LabsError for one that cannot be written. */
export function writeReports(document: ReportDocument, { files }: PlannedReports, facts: ReportFacts): void {
  for (const { format, path } of files) writeOutput(path, renderReport(format, document, facts));
}
