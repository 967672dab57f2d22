import type { ReportFormat } from '../format.ts';
import { outcomeLine } from '../outcome-text.ts';
import { outcomesOf } from '../test-outcome.ts';
import { escapeHtml, overview } from './markdown.ts';

/** The text of Classroom 50's release, `release-body.md`: the exact points, and one line per test. */
export const classroom50Release: ReportFormat = {
  name: 'classroom50-release',
  summary: 'release-body.md of Classroom 50',
  // GitHub's limit for the body of a release is 125,000 characters.
  maxBytes: 120_000,
  render(document, facts) {
    const { earned, points } = document.summary;
    const rows = outcomesOf(document).map(
      (test) =>
        `<tr><td>${test.id}</td><td>${test.earned} of ${test.points}</td><td>${escapeHtml(outcomeLine(test))}</td></tr>`,
    );
    return [
      ...overview(document, facts),
      `Exact points: ${earned} of ${points}. The score in \`result.json\` is made of whole points, each test rounded.`,
      '',
      '<table>',
      ...rows,
      '</table>',
      '',
    ].join('\n');
  },
};
