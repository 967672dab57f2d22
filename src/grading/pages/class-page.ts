import type { ClassDocument, ClassSummary } from '../batch/class-document.ts';
import { showNumber } from '../report/show-number.ts';
import { heatMap } from './heat-map.ts';
import { histogram } from './histogram.ts';
import { html, type Markup } from './markup.ts';
import { needsALook } from './needs-a-look.ts';
import { passRates } from './pass-rates.ts';
import { renderPage } from './render-page.ts';
import { runFacts } from './run-facts.ts';
import { shownLine } from './shown-text.ts';

/**
 * The page of the class, for its staff. All but the map of tests × submissions is there without JavaScript.
 *
 * @param hrefs id of a submission → address of its page, relative to this one.
 */
export function classPage(document: ClassDocument, hrefs: ReadonlyMap<string, string>): string {
  const { run, summary } = document;
  const body = html`<header>
<h1>${run.course}</h1>
${tiles(summary, document)}
${runFacts(run)}
</header>
<main>
${needsALook(document, hrefs)}
${histogram(summary)}
<section aria-labelledby="map">
<h2 id="map">Tests × submissions</h2>
<noscript><p>The map needs JavaScript. The pages of the submissions, in the folder <code>submissions</code>, do not.</p></noscript>
<div id="heat-map"></div>
</section>
${passRates(document)}
</main>`;
  return renderPage({
    title: `${run.course} · ${shownLine(run.id)}`,
    name: 'class-page',
    body,
    data: heatMap(document, hrefs),
  });
}

function tiles(
  { submissions, graded, incomplete, missing, mean, median }: ClassSummary,
  document: ClassDocument,
): Markup {
  const points = Math.max(0, ...document.submissions.map((submission) => submission.points));
  const score = (value: number | null) => (value === null ? '–' : showNumber(value));
  const all: readonly (readonly [string, string])[] = [
    ['submissions', showNumber(submissions)],
    ['graded', showNumber(graded)],
    ['incomplete', showNumber(incomplete)],
    ['missing', showNumber(missing)],
    [`mean of ${showNumber(points)}`, score(mean)],
    ['median', score(median)],
  ];
  return html`<ul class="tiles">${all.map(
    ([name, value]) => html`<li class="${name.split(' ')[0]}"><b>${value}</b> ${name}</li>`,
  )}</ul>`;
}
