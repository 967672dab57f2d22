import type { LateDecision, SubmissionGrade } from '../batch/class-document.ts';
import { showNumber } from '../report/show-number.ts';
import { html, type Markup } from './markup.ts';
import { shownLine } from './shown-text.ts';

/** Who it is, what the gradebook gets, and how that came about. */
export function scoreHead(submission: SubmissionGrade): Markup {
  const { id, student, status, late } = submission;
  const people = [student.name, student.email].filter((text) => text !== undefined && text !== '' && text !== id);
  return html`<h1><bdi>${shownLine(id)}</bdi></h1>
${people.length === 0 ? undefined : html`<p class="student">${people.map((text) => html`<bdi>${shownLine(text ?? '')}</bdi> `)}</p>`}
<p class="score"><span class="status ${status}">${status}</span> ${scoreOf(submission)}</p>
${late === null ? undefined : lateness(late, submission)}`;
}

function scoreOf({ score, points, status, tests }: SubmissionGrade): Markup {
  if (score !== null) return html`<strong>${showNumber(score, 2)}</strong> of ${showNumber(points, 2)} points`;
  if (status === 'missing') return html`nothing was handed in: no score`;
  const open = tests.filter((test) => test.status === 'incomplete').length;
  return html`no score yet: ${open} ${open === 1 ? 'test has' : 'tests have'} no verdict, which is not the submission’s doing; no point is lost by it`;
}

function lateness(late: LateDecision, { earned, score }: SubmissionGrade): Markup {
  const { lateByMs, lateDaysUsed, lateDaysLeft, factor, explanation } = late;
  const isProduct = score !== null && factor !== 1 && Math.abs(earned * factor - score) < 0.01;
  const product = isProduct
    ? html` ${showNumber(earned, 2)} points earned × ${showNumber(factor, 4)} = ${showNumber(score, 2)}.`
    : undefined;
  return html`<p class="late"><b>${lateByMs > 0 ? `${durationInWords(lateByMs)} late.` : 'In time.'}</b> ${explanation}${product} <span class="budget">Late days used: ${showNumber(lateDaysUsed, 2)}; left: ${showNumber(lateDaysLeft, 2)}.</span></p>`;
}

/** `2 d 3 h`, `5 min`: the two largest units. */
export function durationInWords(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ] as const;
  let left = ms;
  const words: string[] = [];
  for (const [unit, size] of units) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0) words.push(`${amount} ${unit}`);
  }
  return words.length === 0 ? 'less than a second' : words.slice(0, 2).join(' ');
}
