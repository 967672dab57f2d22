import type { ReportFormat } from '../format.ts';
import { markdown } from './markdown.ts';

/** The text of Classroom 50's release, `release-body.md`, with the exact points. */
export const classroom50Release: ReportFormat = {
  name: 'classroom50-release',
  summary: 'release-body.md of Classroom 50',
  // GitHub's limit for the body of a release is 125,000 characters.
  maxBytes: 120_000,
  render(document, facts) {
    const { earned, points } = document.summary;
    const note = `Exact points: ${earned} of ${points}. The score above is made of whole points, each test rounded.`;
    return `${markdown.render(document, facts)}\n${note}\n`;
  },
};
