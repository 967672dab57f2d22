import type { PartReport } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import type { ReportFormat } from '../format.ts';
import { outcomeLine, outcomeText, placeOf } from '../outcome-text.ts';
import { countVerdicts, outcomesOf, outcomesOfPart, type TestOutcome } from '../test-outcome.ts';

/**
 * JUnit XML, as GitLab, Jenkins, Buildkite, CircleCI, Azure, Artemis and CodeGrade read it. `<failure>` is the
 * submission's fault, `<error>` the harness's. The reason is the first line of the element's text too, because GitLab
 * does not show `message`. What XML 1.0 forbids is not in the texts any more.
 */
export const junit: ReportFormat = {
  name: 'junit',
  summary: 'JUnit XML: GitLab, Jenkins, Buildkite, CircleCI, Azure, Artemis, CodeGrade',
  // GitLab's limit for one file.
  maxBytes: 30_000_000,
  render(document, facts) {
    const outcomes = outcomesOf(document);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites ${attributes({ name: 'labs', ...counts(outcomes) })}>`,
      ...document.parts.flatMap((part) => suite(part, facts)),
      '</testsuites>',
      '',
    ].join('\n');
  },
};

function suite(part: PartReport, { startedAtMs }: ReportFacts): string[] {
  const outcomes = outcomesOfPart(part);
  const timestamp = new Date(startedAtMs).toISOString().slice(0, 19);
  return [
    `  <testsuite ${attributes({ name: `${part.id} ${part.title}`, ...counts(outcomes), timestamp })}>`,
    ...properties('    ', { points: part.points, earned: part.earned }),
    ...outcomes.flatMap(testCase),
    '  </testsuite>',
  ];
}

function testCase(test: TestOutcome): string[] {
  const { id, part, title, points, earned, shown, durationMs } = test;
  const place = placeOf(test);
  const name = `${id.slice(part.length + 1)}: ${title}`;
  const file = place === undefined ? {} : { file: place.file, line: place.line };
  const facts = { points, earned, runs: test.runs, passed: test.passed, seed: shown.seed, digest: shown.digest };
  return [
    `    <testcase ${attributes({ classname: `labs.${part}`, name, ...file, time: seconds(durationMs) })}>`,
    ...properties('      ', facts),
    ...result(test),
    '    </testcase>',
  ];
}

function result(test: TestOutcome): string[] {
  const message = outcomeLine(test);
  const type = test.shown.failure?.property ?? test.shown.status;
  switch (test.verdict) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped ${attributes({ message })}/>`];
    case 'failed':
      return [`      <failure ${attributes({ message, type })}>${escapeText(outcomeText(test))}</failure>`];
    case 'undecided':
      return [`      <error ${attributes({ message, type })}>${escapeText(outcomeText(test))}</error>`];
  }
}

function counts(outcomes: readonly TestOutcome[]) {
  const { failed, undecided, skipped } = countVerdicts(outcomes);
  const durationMs = outcomes.reduce((sum, test) => sum + test.durationMs, 0);
  return { tests: outcomes.length, failures: failed, errors: undecided, skipped, time: seconds(durationMs) };
}

function properties(indent: string, values: Record<string, string | number>): string[] {
  const lines = Object.entries(values).map(([name, value]) => `${indent}  <property ${attributes({ name, value })}/>`);
  return [`${indent}<properties>`, ...lines, `${indent}</properties>`];
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeAttribute(String(value))}"`)
    .join(' ');
}

/** Every `>` is escaped, so that there is no `]]>` either. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Line feeds and tabs as references: a parser would make spaces of them. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
