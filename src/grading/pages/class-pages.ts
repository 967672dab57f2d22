import type { ClassDocument } from '../batch/class-document.ts';
import { classPage } from './class-page.ts';
import { pageNames } from './page-names.ts';
import { submissionPage } from './submission-page.ts';

/**
 * The pages of a class: path relative to their folder, with `/`, → text. `index.html` is the class's, and
 * `submissions/….html` one per submission, each complete in itself. The same document gives the same bytes.
 */
export function classPages(document: ClassDocument): Map<string, string> {
  const names = pageNames(document.submissions.map(({ id }) => id));
  const hrefs = new Map([...names].map(([id, name]) => [id, `submissions/${name}`]));
  const pages = new Map([['index.html', classPage(document, hrefs)]]);
  for (const submission of document.submissions) {
    pages.set(hrefs.get(submission.id) ?? '', submissionPage(submission, document));
  }
  return pages;
}
