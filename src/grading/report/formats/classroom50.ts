import type { ReportFacts } from '../facts.ts';
import type { ReportFormat } from '../format.ts';
import { nameOf, outcomesOf } from '../test-outcome.ts';

/**
 * Classroom 50's `result.json`. Points are whole numbers there: every test's are rounded, halves to the even number, and
 * the sums are those of the rounded ones, as the format wants it; the exact points are in the release's text.
 * The identity is what the runner says: a result with another one is rejected.
 *
 * @see https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
 */
export const classroom50: ReportFormat = {
  name: 'classroom50',
  summary: 'result.json of Classroom 50',
  maxBytes: 10 * 2 ** 20,
  needs: ['CLASSROOM', 'ASSIGNMENT', 'SUBMISSION_TAG', 'COMMIT_URL', 'RELEASE_URL'],
  render(document, facts) {
    const tests = outcomesOf(document).map((test) => ({
      'test-name': nameOf(test),
      passed: test.verdict === 'passed',
      score: wholePoints(test.earned),
      'max-score': wholePoints(test.points),
    }));
    const result = {
      schema: 'classroom50/result/v1',
      ...identity(facts),
      datetime: `${new Date(facts.finishedAtMs).toISOString().slice(0, 19)}Z`,
      score: tests.reduce((sum, { score }) => sum + score, 0),
      'max-score': tests.reduce((sum, test) => sum + test['max-score'], 0),
      tests,
    };
    return `${JSON.stringify(result, null, 2)}\n`;
  },
};

function identity({ environment }: ReportFacts): Record<string, string> {
  const commit = environment.COMMIT_URL ?? '';
  return {
    classroom: environment.CLASSROOM ?? '',
    assignment: environment.ASSIGNMENT ?? '',
    submission: environment.SUBMISSION_TAG ?? '',
    commit,
    release: environment.RELEASE_URL ?? '',
    // There is none for a submission without a review; no field may be empty.
    review: environment.REVIEW_URL || commit,
  };
}

/** The nearest whole number; of two equally near ones the even one, so that sums are not biased. */
export function wholePoints(points: number): number {
  const below = Math.floor(points);
  const rest = points - below;
  if (Math.abs(rest - 0.5) < 1e-9) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}
