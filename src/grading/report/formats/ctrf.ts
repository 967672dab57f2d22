import type { ReportFormat } from '../format.ts';
import { outcomeLine, outcomeText, placeOf } from '../outcome-text.ts';
import { countVerdicts, nameOf, outcomesOf, type TestOutcome, type Verdict } from '../test-outcome.ts';

/** No verdict is neither a failure nor a pass. */
const STATUSES: Record<Verdict, string> = {
  passed: 'passed',
  failed: 'failed',
  undecided: 'other',
  skipped: 'skipped',
};

/**
 * The Common Test Report Format. `flaky` is never true: it would say that a test passed in the end, and here a test that
 * fails with one seed has failed.
 *
 * @see https://github.com/ctrf-io/ctrf
 */
export const ctrf: ReportFormat = {
  name: 'ctrf',
  summary: 'Common Test Report Format, JSON',
  render(document, facts) {
    const outcomes = outcomesOf(document);
    const { passed, failed, undecided, skipped } = countVerdicts(outcomes);
    const report = {
      reportFormat: 'CTRF',
      specVersion: '0.0.0',
      results: {
        tool: { name: 'labs', version: facts.labsVersion },
        summary: {
          tests: outcomes.length,
          passed,
          failed,
          skipped,
          pending: 0,
          other: undecided,
          start: Math.round(facts.startedAtMs),
          stop: Math.round(facts.finishedAtMs),
        },
        tests: outcomes.map(entry),
        extra: { points: document.summary.points, earned: document.summary.earned, seed: document.seed },
      },
    };
    return `${JSON.stringify(report, null, 2)}\n`;
  },
};

function entry(test: TestOutcome): object {
  const place = placeOf(test);
  return {
    name: nameOf(test),
    status: STATUSES[test.verdict],
    duration: Math.round(test.durationMs),
    suite: ['labs', test.part],
    rawStatus: test.shown.status,
    flaky: false,
    ...(test.verdict === 'passed' ? {} : { message: outcomeLine(test), trace: outcomeText(test) }),
    ...(place === undefined ? {} : { filePath: place.file, line: place.line }),
    extra: {
      points: test.points,
      earned: test.earned,
      seed: test.shown.seed,
      runs: test.runs,
      passed: test.passed,
      digest: test.shown.digest,
    },
  };
}
