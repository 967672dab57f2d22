import type { ReportFormat } from '../format.ts';
import { outcomeLine, outcomeText } from '../outcome-text.ts';
import { outcomesOf, undecidedNote } from '../test-outcome.ts';

/**
 * PrairieLearn's `results.json`. An attempt that cannot be graded, because the submission does not build or the harness
 * failed, costs the student none: `gradable` is false.
 *
 * @see https://prairielearn.readthedocs.io/en/latest/externalGrading/
 */
export const prairielearn: ReportFormat = {
  name: 'prairielearn',
  summary: 'results.json of PrairieLearn',
  // PrairieLearn drops the whole beyond 1 MB.
  maxBytes: 1_000_000,
  render(document) {
    const { earned, points } = document.summary;
    const outcomes = outcomesOf(document);
    const note = undecidedNote(outcomes);
    const build = outcomes.find(({ shown }) => shown.status === 'build-error');
    const errors = [
      ...(note === undefined ? [] : [note]),
      ...(build === undefined ? [] : [build.shown.failure?.message ?? 'the submission does not build']),
    ];
    const results = {
      gradable: errors.length === 0,
      score: errors.length > 0 || points === 0 ? 0 : Math.min(1, earned / points),
      ...(errors.length === 0 ? {} : { format_errors: errors }),
      message: `${earned} of ${points} points`,
      tests: outcomes.map((test) => ({
        name: test.id,
        description: test.title,
        points: test.earned,
        max_points: test.points,
        message: outcomeLine(test),
        output: test.verdict === 'passed' ? '' : outcomeText(test),
      })),
    };
    return `${JSON.stringify(results)}\n`;
  },
};
