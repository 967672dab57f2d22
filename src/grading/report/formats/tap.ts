import type { ReportFormat } from '../format.ts';
import { outcomeLine } from '../outcome-text.ts';
import { nameOf, outcomesOf, type TestOutcome } from '../test-outcome.ts';

/**
 * TAP 14. A test without a verdict is `not ok` with the severity `error`: `# TODO` would let it pass.
 *
 * @see https://testanything.org/tap-version-14-specification.html
 */
export const tap: ReportFormat = {
  name: 'tap',
  summary: 'Test Anything Protocol 14',
  render(document) {
    const outcomes = outcomesOf(document);
    return ['TAP version 14', `1..${outcomes.length}`, ...outcomes.flatMap(lines), ''].join('\n');
  },
};

function lines(test: TestOutcome, position: number): string[] {
  const point = `${position + 1} - ${escapeDescription(nameOf(test))}`;
  if (test.verdict === 'passed') return [`ok ${point}`];
  if (test.verdict === 'skipped') return [`ok ${point} # SKIP not run`];
  return [`not ok ${point}`, '  ---', ...diagnostics(test).map(([key, value]) => `  ${key}: ${yaml(value)}`), '  ...'];
}

function diagnostics(test: TestOutcome): [string, string | number][] {
  const { failure, seed, digest } = test.shown;
  return [
    ['message', outcomeLine(test)],
    ['severity', test.verdict === 'failed' ? 'fail' : 'error'],
    ['points', test.points],
    ['seed', seed],
    ['digest', digest],
    ...(failure === null
      ? []
      : ([
          ['property', failure.property],
          ['expected', failure.expected],
          ['actual', failure.actual],
          ['replay', failure.replay],
        ] as [string, string][])),
  ];
}

/** `#` would start a directive. */
function escapeDescription(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}

/** A JSON string is a YAML string of one line. */
function yaml(value: string | number): string {
  return JSON.stringify(value);
}
