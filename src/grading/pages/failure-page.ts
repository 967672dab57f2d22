import type { RunFailure } from '../../labs/run-test.ts';
import { showNumber } from '../report/show-number.ts';
import { formatMs } from '../shrink/story.ts';
import { html } from './markup.ts';
import { renderPage } from './render-page.ts';
import { shownLine } from './shown-text.ts';
import { type SpaceTime, spaceTime } from './space-time.ts';

export interface ExplainedFailure extends SpaceTime {
  /** What `labs replay` takes. */
  token: string;
  title: string;
  failure: Omit<RunFailure, 'stack'>;
  /** Places in the student's files, innermost first; one list per told line. */
  places: readonly (readonly string[])[];
}

/** One failing run as a picture: who sent what to whom, who led, what was disturbed, and what does not hold in the end. */
export function failurePage(explained: ExplainedFailure): string {
  const { token, title, failure, causes, places } = explained;
  const { earlier, routine, unrelated } = causes.leftOut;
  const rows = causes.lines.map(({ atMs, event, node, text }, row) => {
    const where = places[row] ?? [];
    return html`
<li id="${event === 0 ? `fault-${row}` : `event-${event}`}" class="${event === 0 ? 'fault' : 'event'}" title="${text}"><span class="at">${formatMs(atMs)}</span><span class="what"><b>${node}</b> <bdi>${text}</bdi>${where.length === 0 ? undefined : html` <code>${where.join(' ← ')}</code>`}</span></li>`;
  });
  const body = html`<header>
<p class="course">${title}</p>
<h1>${failure.message}</h1>
<p><code>labs replay ${token}</code></p>
<dl class="facts"><div><dt>Property</dt><dd>${failure.property} (${failure.kind}): ${failure.statement}</dd></div>
<div><dt>Expected</dt><dd>${failure.expected}</dd></div><div><dt>Actual</dt><dd>${failure.actual}</dd></div></dl>
</header>
<main>
<h2>What led to it</h2>
<p class="note">Time runs downwards, and only events that can have led to the failure are shown${earlier > 0 ? `, the last of them: ${showNumber(earlier)} were earlier` : ''}. Left out: ${showNumber(routine)} that changed nothing, ${showNumber(unrelated)} that cannot have led to it. A wide lane is a leader, with its term; a dotted one is down; a yellow band is a fault, with the letters of a partition’s groups; × is a message that the network lost.</p>
<div class="story">
${spaceTime(explained)}
<ol>${rows}
<li class="violation"><span class="at">${formatMs(failure.atMs)}</span><span class="what"><b>violation</b> <bdi>${failure.message}</bdi></span></li></ol>
</div>
</main>`;
  return renderPage({ title: `${shownLine(token)}: ${shownLine(failure.message, 80)}`, name: 'failure-page', body });
}
