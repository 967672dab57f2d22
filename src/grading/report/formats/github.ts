import type { ReportFacts } from '../facts.ts';
import type { ReportFormat } from '../format.ts';
import { outcomeLine, placeOf } from '../outcome-text.ts';
import { outcomesOf, type TestOutcome } from '../test-outcome.ts';

/** GitHub takes ten errors of a step, and drops the rest without a word; the last one is ours. */
const MAX_ANNOTATIONS = 9;

/**
 * Annotations of a pull request, as commands of GitHub Actions: one per test that did not pass, on the submission's line
 * where there is one.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const github: ReportFormat = {
  name: 'github',
  summary: 'annotations of GitHub Actions',
  maxBytes: 60_000,
  render(document, facts) {
    const bad = outcomesOf(document).filter(({ verdict }) => verdict === 'failed' || verdict === 'undecided');
    const rest = bad.slice(MAX_ANNOTATIONS);
    const more =
      rest.length === 0
        ? []
        : [
            command(
              { title: 'labs' },
              `and ${rest.length} more, see the summary: ${rest.map(({ id }) => id).join(', ')}`,
            ),
          ];
    return [...bad.slice(0, MAX_ANNOTATIONS).map((test) => annotation(test, facts)), ...more]
      .map((line) => `${line}\n`)
      .join('');
  },
};

function annotation(test: TestOutcome, { workingFolder }: ReportFacts): string {
  const place = placeOf(test);
  const where: Record<string, string> =
    place === undefined
      ? {}
      : {
          file: workingFolder === '' ? place.file : `${workingFolder}/${place.file}`,
          line: String(place.line),
          col: String(place.column),
        };
  const { points, shown } = test;
  const title = `${test.id} (${points} ${points === 1 ? 'point' : 'points'})`;
  const { failure } = shown;
  const lines = [
    outcomeLine(test),
    ...(failure === null
      ? []
      : [
          `expected: ${failure.expected}`,
          `actual: ${failure.actual}`,
          `replay: ${failure.replay}`,
          ...(failure.hint === undefined ? [] : [`hint: ${failure.hint}`]),
        ]),
  ];
  return command({ ...where, title }, lines.join('\n'));
}

function command(properties: Record<string, string>, message: string): string {
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::error ${listed.join(',')}::${escapeData(message)}`;
}

/** A command is one line: what would end it is written as a percent code. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
