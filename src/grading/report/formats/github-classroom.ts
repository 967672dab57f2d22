import type { ReportFormat } from '../format.ts';
import { outcomeLine, placeOf } from '../outcome-text.ts';
import { nameOf, outcomesOf, type TestOutcome, type Verdict } from '../test-outcome.ts';

const STATUSES: Record<Verdict, string> = { passed: 'pass', failed: 'fail', undecided: 'error', skipped: 'error' };

/**
 * What a grader of the former GitHub Classroom puts out as its step's `result`: JSON in base64, for
 * `autograding-grading-reporter`, which sums the tests' points.
 */
export const githubClassroom: ReportFormat = {
  name: 'github-classroom',
  summary: 'output `result` of a step for GitHub Classroom’s reporter (legacy)',
  // GitHub's limit for the outputs of a job is 1 MB.
  maxBytes: 500_000,
  render(document) {
    const outcomes = outcomesOf(document);
    const tests = outcomes.map(entry);
    const worst = (['error', 'fail'] as const).find((status) => tests.some((test) => test.status === status)) ?? 'pass';
    const result = { version: 1, status: worst, max_score: document.summary.points, tests };
    return `${Buffer.from(JSON.stringify(result)).toString('base64')}\n`;
  },
};

function entry(test: TestOutcome) {
  const place = placeOf(test);
  return {
    name: nameOf(test),
    status: STATUSES[test.verdict] as string,
    score: test.earned,
    message: test.verdict === 'passed' ? '' : outcomeLine(test),
    test_code: test.shown.failure?.replay ?? '',
    filename: place?.file ?? '',
    line_no: place?.line ?? 0,
    duration: test.durationMs,
  };
}
