import chalk from 'chalk';
import type { ComparedSystem } from '../compare/comparison.ts';
import type { Latencies } from '../compare/measurements.ts';

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
const LONGEST_REASON = 600;
const WIDTHS = [10, 34, 9, 10, 9, 10, 9, 9, 8, 6, 10, 9];

export function tableHeading([title, ...more]: readonly string[]): string {
  return `${[chalk.bold(title), ...more].join('\n')}\ntimes in ms of virtual time; messages, bytes and disk writes per request\n\n${cells(COLUMNS)}`;
}

export function tableRow(result: ComparedSystem): string {
  const { id, claims, verdict, reason, availability, recoveryMs } = result;
  const line = cells([
    id,
    `${claims}: ${verdict}`,
    result.throughputPerS.toFixed(0),
    ...latencies(result.readMs),
    ...latencies(result.writeMs),
    result.messagesPerOp.toFixed(1),
    result.bytesPerOp.toFixed(0),
    result.diskWritesPerOp.toFixed(1),
    availability === null ? '' : `${(availability * 100).toFixed(1)} %`,
    recoveryMs === null ? '' : recoveryMs.toFixed(1),
  ]);
  return reason === null ? line : `${line}\n    ${shortened(reason)}`;
}

/** The JSON report has it in full. */
function shortened(reason: string): string {
  return reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON)}… (in full: --reporter json)`;
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
