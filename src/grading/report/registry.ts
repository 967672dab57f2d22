import { LabsError } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { ReportDocument } from './document.ts';
import type { ReportFacts } from './facts.ts';
import type { ReportFormat } from './format.ts';
import { autolab } from './formats/autolab.ts';
import { check50 } from './formats/check50.ts';
import { classroom50 } from './formats/classroom50.ts';
import { classroom50Release } from './formats/classroom50-release.ts';
import { ctrf } from './formats/ctrf.ts';
import { github } from './formats/github.ts';
import { githubClassroom } from './formats/github-classroom.ts';
import { gradescope } from './formats/gradescope.ts';
import { junit } from './formats/junit.ts';
import { markdown } from './formats/markdown.ts';
import { prairielearn } from './formats/prairielearn.ts';
import { tap } from './formats/tap.ts';
import { json } from './json.ts';
import { MAX_TEXT_CHARS, presentable } from './presentable.ts';
import { text } from './text.ts';

/** One line per format. */
export const REPORT_FORMATS: readonly ReportFormat[] = [
  text,
  json,
  junit,
  github,
  markdown,
  gradescope,
  classroom50,
  classroom50Release,
  ctrf,
  tap,
  autolab,
  prairielearn,
  check50,
  githubClassroom,
];

/** @throws LabsError for a format that does not exist. */
export function findFormat(name: string): ReportFormat {
  const format = REPORT_FORMATS.find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  throw new LabsError('unknown-reporter', `there is no reporter '${name}'`, {
    hint: suggest(
      name,
      REPORT_FORMATS.map((candidate) => candidate.name),
    ),
  });
}

/** How long a text of the submission may be in a report, characters: the first that makes it small enough counts. */
const TEXT_LIMITS = [MAX_TEXT_CHARS, 2_000, 500, 100, 20] as const;

/**
 * The report in a format. Texts of the submission are harmless in it, and so long that the whole is not larger than
 * what its reader takes.
 */
export function renderReport(format: ReportFormat, document: ReportDocument, facts: ReportFacts): string {
  if (format.isExact) return format.render(document, facts);
  let report = '';
  for (const limit of TEXT_LIMITS) {
    report = format.render(presentable(document, limit), facts);
    if (Buffer.byteLength(report) <= (format.maxBytes ?? Number.POSITIVE_INFINITY)) break;
  }
  return report;
}
