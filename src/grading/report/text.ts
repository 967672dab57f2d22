import { Chalk, type ChalkInstance } from 'chalk';
import type { PartReport, ReportDocument, TestReport } from './document.ts';
import { failureRows } from './failure-rows.ts';
import type { ReportFormat } from './format.ts';
import { showNumber } from './show-number.ts';

/** For people: one line per test, then the failures in full. Without colour. */
export const text: ReportFormat = {
  name: 'text',
  summary: 'for people',
  render(document) {
    const paint = new Chalk({ level: 0 });
    return [...document.parts.map((part) => partText(part, paint)), closingText(document, paint)].join('\n');
  },
};

export function partText(part: PartReport, paint: ChalkInstance): string {
  return [partHeading(part, paint), ...part.tests.map((test) => testLine(test, paint)), ''].join('\n');
}

export function partHeading({ id, title }: Pick<PartReport, 'id' | 'title'>, paint: ChalkInstance): string {
  return paint.bold(`${id}  ${title}`);
}

const LABELS: Record<TestReport['status'], string> = {
  passed: 'ok',
  failed: 'FAIL',
  timeout: 'TIMEOUT',
  livelock: 'LIVELOCK',
  crashed: 'CRASH',
  oom: 'MEMORY',
  'build-error': 'BUILD',
  skipped: 'skipped',
  inconclusive: 'UNKNOWN',
  'harness-error': 'ERROR',
};

/** Virtual time, peers, RPCs, bytes and commits, as the Go labs print them. */
export function testLine(test: TestReport, paint: ChalkInstance): string {
  const label = LABELS[test.status].padEnd(8);
  const colour = test.status === 'passed' ? paint.green : test.status === 'skipped' ? paint.dim : paint.red;
  const figures = [
    `${(test.virtualMs / 1000).toFixed(1)} s`.padStart(8),
    `${test.peers} peers`.padStart(9),
    `${showNumber(test.rpcs)} RPCs`.padStart(12),
    `${showNumber(test.bytes)} B`.padStart(13),
    `${showNumber(test.commits)} commits`.padStart(14),
  ];
  const title = test.title.length > 56 ? `${test.title.slice(0, 55)}…` : test.title.padEnd(56);
  return `  ${colour(label)} ${title}${paint.dim(figures.join(''))}`;
}

/** The failures in full, then the sums. */
export function closingText({ parts, summary }: ReportDocument, paint: ChalkInstance): string {
  const failed = parts.flatMap(({ tests }) => tests).filter(({ failure }) => failure !== null);
  const skipped = summary.skipped > 0 ? `, ${summary.skipped} skipped` : '';
  const sums = `${summary.passed} passed, ${summary.failed} failed${skipped}`;
  return [
    ...failed.map((test) => failureText(test, paint)),
    `${(summary.failed > 0 ? paint.red : paint.green)(sums)}   ${showNumber(summary.earned)} of ${showNumber(summary.points)} points`,
    '',
  ].join('\n');
}

export function failureText(test: TestReport, paint: ChalkInstance): string {
  const { failure } = test;
  if (failure === null) return '';
  const heading = `${LABELS[test.status]} ${test.id} (${showNumber(test.points)} ${test.points === 1 ? 'point' : 'points'}): ${failure.message.replaceAll('\n', `\n${' '.repeat(13)}`)}`;
  const body = failureRows(failure).map(
    ([name, value]) => `  ${paint.dim(name.padEnd(10))} ${value.replaceAll('\n', `\n${' '.repeat(13)}`)}`,
  );
  return [paint.red.bold(heading), ...body, ''].join('\n');
}
