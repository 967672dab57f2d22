import type { FailureReport } from '../report/document.ts';
import { type FailureRowName, failureRows } from '../report/failure-rows.ts';
import { html, type Markup } from './markup.ts';
import { type NamedRun, STATUS_WORDS } from './test-runs.ts';

const ROW_TITLES: Readonly<Record<FailureRowName, string>> = {
  property: 'Property',
  expected: 'Expected',
  actual: 'Actual',
  where: 'Where',
  'first bad': 'First bad',
  replay: 'Replay',
  layer: 'Layer',
  hint: 'Hint',
};

/** Why a run did not pass: the message, and behind it what `labs test` would print, in the same order. */
export function failedRun({ run, name, isHeldOut }: NamedRun, anchor: string, isOpen: boolean): Markup {
  const head = html`<span class="mark ${run.status}">${STATUS_WORDS[run.status]}</span> <span class="seed">${name}</span>`;
  if (run.failure === null) return html`<p class="run" id="${anchor}">${head}</p>`;
  const rows = failureRows(run.failure).map(
    ([row, value]) => html`<div class="row-${row.replace(' ', '-')}"><dt>${ROW_TITLES[row]}</dt>
<dd>${row === 'replay' ? replayLine(run.failure, isHeldOut) : value}</dd></div>`,
  );
  return html`<details class="run" id="${anchor}"${isOpen ? OPEN : undefined}>
<summary>${head} <bdi class="message">${run.failure.message}</bdi></summary>
<dl class="failure">${rows}</dl>
</details>`;
}

const OPEN = html` open`;

function replayLine(failure: FailureReport | null, isHeldOut: boolean): Markup {
  // The line holds the seed.
  if (isHeldOut) return html`<em>The number of this seed is kept by the course, which can replay it.</em>`;
  return html`<code class="copy">${failure?.replay}</code>`;
}
