import chalk from 'chalk';
import type { ComparedSystem } from '../compare/comparison.ts';
import type { Latencies } from '../compare/measurements.ts';
import type { Proportion } from '../compare/proportions.ts';
import type { SweepId, SweptSystem } from '../compare/sweep.ts';

const COLUMNS = [
  'system',
  'promise kept',
  'per s',
  'read p50',
  'p99',
  'write p50',
  'p99',
  'messages',
  'bytes',
  'disk',
  'available',
  'gap',
];
const SWEEP_COLUMNS: Readonly<Record<SweepId, string>> = { load: 'what comes in', nodes: 'size' };
const LONGEST_REASON = 600;
const WIDTHS = [10, 34, 9, 10, 9, 10, 9, 9, 8, 6, 10, 9];

export function tableHeading([title, ...more]: readonly string[], sweep?: SweepId): string {
  const columns = sweep === undefined ? COLUMNS : ['', SWEEP_COLUMNS[sweep], ...COLUMNS.slice(2, -2)];
  return `${[chalk.bold(title), ...more].join('\n')}\ntimes in ms of virtual time; messages, bytes and disk writes per request\n\n${cells(columns)}`;
}

/** A system's runs, one below the other. */
export function sweptRows({ id, claims, verdict, reason, unit, points }: SweptSystem): string {
  const head = `${chalk.bold(id)} ${claims}: ${verdict}${reason === null ? '' : `\n    ${shortened(reason)}`}`;
  return [head, ...points.map((point) => cells(['', `${point.at} ${unit}`, ...figures(point)]))].join('\n');
}

export function tableRow(result: ComparedSystem): string {
  const { id, claims, verdict, reason, availability, recoveryMs } = result;
  const line = cells([
    id,
    `${claims}: ${verdict}`,
    ...figures(result),
    availability === null ? '' : `${(availability * 100).toFixed(1)} %`,
    recoveryMs === null ? '' : recoveryMs.toFixed(1),
  ]);
  return reason === null ? line : `${line}\n    ${shortened(reason)}`;
}

export function proportionRows(proportions: readonly Proportion[]): string {
  const rows = proportions.map(({ lecture, what, ratio, says }) => {
    const times = ratio >= 10 ? Math.round(ratio).toLocaleString('en-US') : ratio.toPrecision(2);
    return `  ${String(lecture).padEnd(8)} ${what.padEnd(52)} ${times.padStart(8)}   ${says}`;
  });
  return ['\nlecture    medians of this run, one over the other                   ratio   the lecture', ...rows].join(
    '\n',
  );
}

/** The JSON report has it in full. */
function shortened(reason: string): string {
  return reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON)}… (in full: --reporter json)`;
}

function figures(result: ComparedSystem): string[] {
  return [
    perSecond(result.throughputPerS),
    ...latencies(result.readMs),
    ...latencies(result.writeMs),
    result.messagesPerOp.toFixed(1),
    result.bytesPerOp.toFixed(0),
    result.diskWritesPerOp.toFixed(1),
  ];
}

/** Two digits at least: a blockchain does a few requests per hour. */
function perSecond(rate: number): string {
  return rate >= 10 || rate === 0 ? rate.toFixed(0) : rate.toPrecision(2);
}

function latencies(times: Latencies | null): [string, string] {
  if (times === null) return ['–', '–'];
  const text = (ms: number) => (ms < 1 ? ms.toFixed(4) : ms.toFixed(1));
  return [text(times.p50), text(times.p99)];
}

function cells(texts: readonly string[]): string {
  return texts
    .map((text, i) => (i < 2 ? text.padEnd(WIDTHS[i] as number) : text.padStart(WIDTHS[i] as number)))
    .join(' ')
    .trimEnd();
}
