import type { ClassDocument } from '../batch/class-document.ts';
import { showNumber } from '../report/show-number.ts';
import { html, type Markup } from './markup.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** How hard each test was, hardest first; sortable by every column. */
export function passRates({ submissions, summary }: ClassDocument): Markup | undefined {
  if (summary.tests.length === 0) return undefined;
  const counts = new Map<string, { passed: number; of: number }>();
  for (const { id, status } of submissions.flatMap(({ tests }) => tests)) {
    if (status === 'incomplete') continue;
    const count = counts.get(id) ?? { passed: 0, of: 0 };
    counts.set(id, { passed: count.passed + (status === 'passed' ? 1 : 0), of: count.of + 1 });
  }
  return html`<section aria-labelledby="tests">
<h2 id="tests">Tests, hardest first</h2>
<p class="note">The line on a bar is the 95 % interval (Wilson) of the share of submissions that pass with every seed; there is none for fewer than five submissions.</p>
<div class="scroll"><table class="sortable rates">
<thead><tr><th scope="col">Test</th><th scope="col" data-sort="number">Submissions that pass</th><th scope="col" class="bar-head" data-sort="none"><span class="hidden">Share, with its interval</span></th><th scope="col" data-sort="number">Share</th><th scope="col" data-sort="number">95 % interval</th><th scope="col" data-sort="number">Runs passed</th></tr></thead>
<tbody>${summary.tests.map(({ id, title, passRate, runs }) => {
    const { passed, of } = counts.get(id) ?? { passed: 0, of: 0 };
    const interval = wilsonInterval(passed, of);
    const share = of === 0 ? undefined : passed / of;
    return html`
<tr><th scope="row"><span class="id">${id}</span> <span class="title">${title}</span></th>
<td data-value="${passed}">${passed} of ${of}</td>
<td class="bar">${share === undefined ? undefined : intervalBar(share, interval)}</td>
<td data-value="${share ?? -1}">${share === undefined ? '–' : percent(share)}</td>
<td data-value="${interval?.low ?? -1}">${interval === undefined ? '–' : `${percent(interval.low)} – ${percent(interval.high)}`}</td>
<td data-value="${passRate}">${percent(passRate)} of ${showNumber(runs)}</td></tr>`;
  })}
</tbody></table></div>
</section>`;
}

/** Decoration beside figures that say the same. */
function intervalBar(share: number, interval: { low: number; high: number } | undefined): Markup {
  const at = (value: number) => (value * 100).toFixed(1);
  const whisker =
    interval === undefined
      ? undefined
      : html`<path class="whisker" d="M${at(interval.low)} 2v8M${at(interval.low)} 6H${at(interval.high)}M${at(interval.high)} 2v8"/>`;
  return html`<svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="12"/><rect class="fill" width="${at(share)}" height="12"/>${whisker}</svg>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
