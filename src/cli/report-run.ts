import { dirname, join } from 'node:path';
import { EXIT } from '../base/errors.ts';
import { findGrades, readClassDocument } from '../grading/batch/read-class-document.ts';
import { classPages } from '../grading/pages/class-pages.ts';
import { writePages } from '../grading/pages/write-pages.ts';

/** `labs report`: writes the pages of a run; returns the exit code. */
export function reportRun(run: string, options: { out?: string }): number {
  const grades = findGrades(run);
  const document = readClassDocument(grades);
  const folder = options.out ?? join(dirname(grades), 'report');
  const pages = classPages(document);
  writePages(pages, folder);
  const { submissions } = document.summary;
  console.log(
    `${join(folder, 'index.html')}: the class, with ${submissions} ${submissions === 1 ? 'page' : 'pages'} of submissions`,
  );
  return EXIT.passed;
}
