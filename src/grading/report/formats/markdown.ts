import type { ReportDocument } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import type { ReportFormat } from '../format.ts';
import { outcomeLine, outcomeText } from '../outcome-text.ts';
import { outcomesOf, outcomesOfPart, type TestOutcome, undecidedNote } from '../test-outcome.ts';

/**
 * A page of GitHub-flavoured Markdown: the step summary of GitHub Actions, an annotation of Buildkite. Whatever comes
 * from the submission is in HTML blocks, escaped: there Markdown, mentions and links mean nothing.
 */
export const markdown: ReportFormat = {
  name: 'markdown',
  summary: 'a page: step summary of GitHub Actions, annotation of Buildkite',
  // GitHub and Buildkite refuse all of it beyond 1 MiB.
  maxBytes: 900_000,
  render(document, facts) {
    const outcomes = outcomesOf(document);
    const bad = outcomes.filter(({ verdict }) => verdict === 'failed' || verdict === 'undecided');
    const several = outcomes.filter(({ runs, passed }) => passed > 0 && passed < runs);
    return [
      ...overview(document, facts),
      ...(bad.length === 0 ? ['Every test that ran has passed.', ''] : ['### What did not pass', '']),
      ...bad.flatMap(details),
      ...(several.length === 0
        ? []
        : [
            '### Not with every seed',
            '',
            ...several.map((test) => `- \`${test.id}\`: ${test.passed} of ${test.runs}`),
            '',
          ]),
      'The same seed gives the same run: nothing here is flaky. The full report is `labs-report/report.json`.',
      '',
    ].join('\n');
  },
};

/** Points, the parts, and whether the score holds. */
export function overview(document: ReportDocument, { course }: ReportFacts): string[] {
  const note = undecidedNote(outcomesOf(document));
  return [
    `## labs: ${document.summary.earned} of ${document.summary.points} points`,
    '',
    `<p>${escapeHtml(course)}, seed ${document.seed}</p>`,
    '',
    ...(note === undefined ? [] : [`> **${note}**`, '']),
    ...table(document),
  ];
}

function table(document: ReportDocument): string[] {
  const rows = document.parts.map((part) => {
    const outcomes = outcomesOfPart(part);
    const passed = outcomes.filter(({ verdict }) => verdict === 'passed').length;
    return `| ${part.id} | ${passed} of ${outcomes.length} | ${part.earned} of ${part.points} |`;
  });
  return ['| part | tests passed | points |', '| --- | --: | --: |', ...rows, ''];
}

/** The blank line ends the HTML block of `<summary>`; that of `<pre>` goes on to `</pre>`, blank lines or not. */
function details(test: TestOutcome): string[] {
  const mark = test.verdict === 'failed' ? '❌' : '⚠️';
  return [
    `<details><summary>${mark} <b>${test.id}</b> ${escapeHtml(outcomeLine(test))}</summary>`,
    '',
    `<pre>${escapeHtml(outcomeText(test))}</pre>`,
    '',
    '</details>',
    '',
  ];
}

/** For HTML blocks of Markdown. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('`', '&#96;');
}
