import type { ReportFormat } from '../format.ts';
import { outcomeLine } from '../outcome-text.ts';
import { outcomesOf, type TestOutcome } from '../test-outcome.ts';

/**
 * The shape of check50's JSON. `passed` has three values: null says that the check could not be made, here because the
 * harness failed, or it was not run.
 *
 * @see https://cs50.readthedocs.io/projects/check50/en/latest/json_specification/
 */
export const check50: ReportFormat = {
  name: 'check50',
  summary: 'JSON in the shape of check50',
  render(document, { labsVersion, course }) {
    const results = outcomesOf(document).map(result);
    return `${JSON.stringify({ slug: `labs/${course}`, results, version: labsVersion }, null, 2)}\n`;
  },
};

function result(test: TestOutcome): object {
  const { failure } = test.shown;
  return {
    name: test.id,
    description: test.title,
    passed: test.verdict === 'passed' ? true : test.verdict === 'failed' ? false : null,
    log: failure === null ? [] : [failure.replay],
    cause:
      test.verdict === 'passed'
        ? null
        : {
            rationale: outcomeLine(test),
            help: failure?.hint ?? null,
            ...(failure === null ? {} : { expected: failure.expected, actual: failure.actual }),
          },
    data: { points: test.points, earned: test.earned, seed: test.shown.seed },
    dependency: null,
  };
}
