import type { ClassDocument, SubmissionGrade } from '../batch/class-document.ts';
import { html, type Markup } from './markup.ts';
import { shownLine } from './shown-text.ts';

/** What a person has to look at, the most urgent first: incomplete submissions, those that did not run, suspects, missing ones. */
export function needsALook(document: ClassDocument, hrefs: ReadonlyMap<string, string>): Markup {
  const { submissions, summary } = document;
  const rows = [
    ...submissions
      .filter(({ status }) => status === 'incomplete')
      .map((one) => row(one.id, 'incomplete', openTests(one))),
    ...submissions
      .filter(({ problem, status }) => problem !== null && status === 'graded')
      .map(({ id, problem }) => row(id, 'did not run', problem ?? '')),
    ...summary.suspects.map(({ id, reason }) => row(id, 'suspect', reason)),
  ];
  const missing = submissions.filter(({ status }) => status === 'missing');
  if (rows.length === 0 && missing.length === 0) {
    return html`<section aria-labelledby="look"><h2 id="look">Needs a look</h2><p>Nothing: every submission has a verdict of its own.</p></section>`;
  }
  return html`<section aria-labelledby="look">
<h2 id="look">Needs a look</h2>
${
  rows.length === 0
    ? undefined
    : html`<div class="scroll short"><table class="look">
<thead><tr><th scope="col">Submission</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>${rows}
</tbody></table></div>`
}
${
  missing.length === 0
    ? undefined
    : html`<details class="missing"><summary>${missing.length} missing: nothing was handed in</summary>
<p>${missing.map(({ id }) => html`${link(id)} `)}</p></details>`
}
</section>`;

  function row(id: string, what: 'incomplete' | 'did not run' | 'suspect', why: string): Markup {
    return html`
<tr><th scope="row">${link(id)}</th><td><span class="status ${what.replaceAll(' ', '-')}">${what}</span></td><td>${shownLine(why, 300)}</td></tr>`;
  }

  function link(id: string): Markup {
    const href = hrefs.get(id);
    return href === undefined
      ? html`<bdi>${shownLine(id)}</bdi>`
      : html`<a href="${href}"><bdi>${shownLine(id)}</bdi></a>`;
  }
}

/** Tests without a verdict that are named; the others are counted. */
const OPEN_NAMED_MAX = 5;

function openTests({ tests, problem }: SubmissionGrade): string {
  const open = tests.filter(({ status }) => status === 'incomplete').map(({ id }) => id);
  const more = open.length > OPEN_NAMED_MAX ? ` and ${open.length - OPEN_NAMED_MAX} more` : '';
  const words = `no verdict of its own${open.length === 0 ? '' : ` in ${open.slice(0, OPEN_NAMED_MAX).join(', ')}${more}`}`;
  return problem === null ? words : `${words}; ${problem}`;
}
