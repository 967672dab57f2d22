import type { ClassDocument, SubmissionGrade, TestGrade } from '../batch/class-document.ts';
import { showNumber } from '../report/show-number.ts';
import { partAnchor, runAnchor, testAnchor } from './anchors.ts';
import { failedRun } from './failed-run.ts';
import { html, type Markup } from './markup.ts';
import { renderPage } from './render-page.ts';
import { digestMark, fact, runFacts } from './run-facts.ts';
import { scoreHead } from './score-head.ts';
import { shownLine } from './shown-text.ts';
import { isOwnFailure, type NamedRun, runsOf, STATUS_WORDS } from './test-runs.ts';

/** Runs of a test told in full; the others are counted. */
const RUNS_TOLD_MAX = 8;

/**
 * The page of one submission, which stands alone: it holds nothing of others, no link out of itself, and no number of a
 * held-out seed, so that it may be sent to its student.
 */
export function submissionPage(submission: SubmissionGrade, { run }: Pick<ClassDocument, 'run'>): string {
  const runs = runsOf(submission);
  const parts = partsOf(submission);
  const body = html`<header>
<p class="course">${run.course}</p>
${scoreHead(submission)}
</header>
<main>
${submission.problem === null ? undefined : problemSection(submission.problem)}
${pointsTable(parts)}
${lostPoints(submission, runs)}
${parts.map((part) => partSection(part, runs))}
</main>
<footer>
<h2>How this was graded</h2>
${runFacts(run, [fact('Submission', digestMark(submission.digest))])}
<p>Runs are deterministic: the same code, test and seed give the same result on every machine.</p>
</footer>`;
  return renderPage({ title: `${shownLine(submission.id)} · ${run.course}`, name: 'submission-page', body });
}

interface PagePart {
  id: string;
  title: string;
  points: number;
  earned: number;
  tests: TestGrade[];
}

function partsOf({ parts, tests, report }: SubmissionGrade): PagePart[] {
  const titles = new Map(report.parts.map(({ id, title }) => [id, title]));
  return parts.map(({ id, points, earned }) => ({
    id,
    title: titles.get(id) ?? '',
    points,
    earned,
    tests: tests.filter((test) => test.id.split('/')[0] === id),
  }));
}

function problemSection(problem: string): Markup {
  return html`<section class="problem" aria-labelledby="problem">
<h2 id="problem">The submission could not be run</h2>
<pre>${problem}</pre>
</section>`;
}

function pointsTable(parts: readonly PagePart[]): Markup | undefined {
  if (parts.length === 0) return undefined;
  return html`<section aria-labelledby="points">
<h2 id="points">Points by part</h2>
<table class="points">
<thead><tr><th scope="col">Part</th><th scope="col">Tests passed</th><th scope="col" class="bar-head"><span class="hidden">Share</span></th><th scope="col">Points</th></tr></thead>
<tbody>${parts.map(
    ({ id, title, points, earned, tests }) => html`
<tr><th scope="row"><a href="#${partAnchor(id)}">${id}</a> ${title}</th>
<td>${tests.filter(({ status }) => status === 'passed').length} of ${tests.length}</td>
<td class="bar">${shareBar(points === 0 ? 1 : earned / points)}</td>
<td>${showNumber(earned, 2)} of ${showNumber(points, 2)}</td></tr>`,
  )}
</tbody>
</table>
</section>`;
}

/** Decoration beside figures that say the same. */
function shareBar(share: number): Markup {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="fill" width="${width.toFixed(1)}" height="8"/></svg>`;
}

function lostPoints({ tests }: SubmissionGrade, runs: ReadonlyMap<string, readonly NamedRun[]>): Markup | undefined {
  const lost = tests
    .filter(({ earned, points, status }) => earned < points && status !== 'incomplete')
    .sort((a, b) => b.points - b.earned - (a.points - a.earned));
  if (lost.length === 0) return undefined;
  return html`<section aria-labelledby="lost">
<h2 id="lost">Where points were lost</h2>
<ul class="lost">${lost.map(({ id, title, points, earned }) => {
    const failure = runs.get(id)?.find(({ run }) => run.failure !== null)?.run.failure;
    return html`
<li><b>−${showNumber(points - earned, 2)}</b> <a href="#${testAnchor(id)}">${id}</a> <span>${failure === undefined || failure === null ? title : shownLine(failure.message)}</span></li>`;
  })}
</ul>
</section>`;
}

function partSection({ id, title, points, earned, tests }: PagePart, runs: ReadonlyMap<string, NamedRun[]>): Markup {
  const anchor = partAnchor(id);
  return html`<section class="part" aria-labelledby="${anchor}">
<h2 id="${anchor}">${id} <span>${title}</span> <small>${showNumber(earned, 2)} of ${showNumber(points, 2)}</small></h2>
<table class="tests">
<thead><tr><th scope="col">Test</th><th scope="col">Runs</th><th scope="col">Passed</th><th scope="col">Points</th></tr></thead>
${tests.map((test) => testRows(test, runs.get(test.id) ?? []))}
</table>
</section>`;
}

function testRows(test: TestGrade, runs: readonly NamedRun[]): Markup {
  const { id, title, points, earned, passed, status } = test;
  const told = runs
    .map((run, place) => ({ run, place }))
    .filter(({ run: { run } }) => run.status !== 'passed' && run.status !== 'skipped');
  const chips = runs.map((run, place) =>
    chip(run, told.slice(0, RUNS_TOLD_MAX).some((one) => one.place === place) ? runAnchor(id, place) : undefined),
  );
  return html`<tbody id="${testAnchor(id)}" class="${status}" tabindex="-1">
<tr><th scope="row"><span class="mark ${status}">${status}</span> <span class="id">${id}</span> <span class="title">${title}</span></th>
<td class="chips">${chips}</td>
<td>${passed} of ${test.runs}</td>
<td>${showNumber(earned, 2)} of ${showNumber(points, 2)}</td></tr>
${told.length === 0 ? undefined : failures(id, told)}
</tbody>`;
}

function chip({ run, name, isHeldOut }: NamedRun, anchor: string | undefined): Markup {
  const kind = run.status === 'passed' ? 'good' : isOwnFailure(run) ? 'bad' : 'open';
  const words = `${name}: ${STATUS_WORDS[run.status]}`;
  const label = html`<span aria-hidden="true">${CHIP_MARKS[kind]}${isHeldOut ? '•' : run.seed}</span><span class="hidden">${words}</span>`;
  return anchor === undefined
    ? html`<span class="chip ${kind}" title="${words}">${label}</span> `
    : html`<a class="chip ${kind}" title="${words}" href="#${anchor}">${label}</a> `;
}

const CHIP_MARKS = { good: '✓', bad: '✗', open: '?' } as const;

function failures(id: string, told: readonly { run: NamedRun; place: number }[]): Markup {
  const left = told.length - RUNS_TOLD_MAX;
  const more =
    left > 0 ? html`<p class="more">${left} more ${left === 1 ? 'run' : 'runs'} did not pass.</p>` : undefined;
  return html`<tr class="why"><td colspan="4">
${told.slice(0, RUNS_TOLD_MAX).map(({ run, place }, nth) => failedRun(run, runAnchor(id, place), nth === 0))}
${more}</td></tr>`;
}
