import type { ReportFacts } from '../facts.ts';
import type { ReportFormat } from '../format.ts';
import { outcomeText } from '../outcome-text.ts';
import { nameOf, outcomesOf, undecidedNote } from '../test-outcome.ts';

/**
 * Gradescope's `results.json`. Everything is visible: if one scoring test were hidden, students would see no total.
 * There is no top-level `score`, which would override the sum of the tests.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export const gradescope: ReportFormat = {
  name: 'gradescope',
  summary: 'results.json of Gradescope',
  render(document, facts) {
    const outcomes = outcomesOf(document);
    const note = undecidedNote(outcomes);
    const late = lateness(facts);
    const output = [
      `labs ${facts.labsVersion}, ${facts.course}, seed ${document.seed}`,
      ...(note === undefined ? [] : [note]),
      ...(late === undefined ? [] : [late.text]),
    ];
    const results = {
      output: output.join('\n'),
      output_format: 'text',
      test_output_format: 'text',
      test_name_format: 'text',
      visibility: 'visible',
      stdout_visibility: 'hidden',
      execution_time: Math.round((facts.finishedAtMs - facts.startedAtMs) / 1000),
      tests: outcomes.map((test) => ({
        name: nameOf(test),
        number: `${test.part}.${test.number}`,
        score: test.earned,
        max_score: test.points,
        // Neither of the two is true of a test without a verdict.
        ...(test.verdict === 'passed' ? { status: 'passed' } : {}),
        ...(test.verdict === 'failed' ? { status: 'failed' } : {}),
        output: outcomeText(test),
        tags: [test.part],
        visibility: 'visible',
        extra_data: {
          verdict: test.verdict,
          seed: test.shown.seed,
          runs: test.runs,
          passed: test.passed,
          digest: test.shown.digest,
        },
      })),
      extra_data: {
        tool: 'labs',
        version: facts.labsVersion,
        is_complete: note === undefined,
        ...(late === undefined ? {} : { late_by_ms: late.byMs, is_after_late_due_date: late.isTooLate }),
      },
    };
    return `${JSON.stringify(results, null, 2)}\n`;
  },
};

/**
 * How late the submission is, by the time at which it was made: a rerun by the staff says the same. What that costs is
 * the course's setting in Gradescope. Undefined: nothing is known of a due date.
 */
function lateness({ metadata }: ReportFacts): { byMs: number; isTooLate: boolean; text: string } | undefined {
  if (metadata === undefined || metadata.createdAtMs === null || metadata.dueAtMs === null) return undefined;
  const byMs = Math.max(0, metadata.createdAtMs - metadata.dueAtMs);
  const isTooLate = metadata.lateDueAtMs !== null && metadata.createdAtMs > metadata.lateDueAtMs;
  const minutes = Math.ceil(byMs / 60_000);
  const text =
    byMs === 0
      ? 'submitted in time'
      : `submitted ${Math.floor(minutes / 60)} h ${minutes % 60} min after the due date${isTooLate ? ', and after the late due date' : ''}`;
  return { byMs, isTooLate, text };
}
