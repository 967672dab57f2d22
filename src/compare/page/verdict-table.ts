import { html, type Markup } from '../../grading/pages/markup.ts';
import type { ComparedSystem } from '../comparison.ts';
import type { Latencies } from '../measurements.ts';
import type { SweptSystem } from '../sweep.ts';

const MARKS = { ok: 'kept', illegal: 'broken', unknown: 'not decided' } as const;

type Judged = Pick<ComparedSystem, 'id' | 'title' | 'claims' | 'verdict' | 'reason'>;

/** Every system: what it promises, whether it keeps it, and what it costs. */
export function comparisonTable(results: readonly ComparedSystem[]): Markup {
  const hasFault = results.some(({ availability }) => availability !== null);
  const heads = ['requests per s', 'reads p50', 'p99', 'writes p50', 'p99', 'messages', 'bytes', 'disk writes'];
  return table([...heads, ...(hasFault ? ['answered during the fault', 'longest gap'] : [])], results, (result) => [
    count(result.throughputPerS),
    ...latencies(result.readMs),
    ...latencies(result.writeMs),
    count(result.messagesPerOp),
    count(result.bytesPerOp),
    count(result.diskWritesPerOp),
    ...(hasFault ? [share(result.availability), time(result.recoveryMs)] : []),
  ]);
}

/** Every system: what it promises, whether it keeps it in all runs, and its highest throughput. */
export function sweepTable(systems: readonly SweptSystem[]): Markup {
  return table(['runs', 'highest throughput, per s', 'at'], systems, ({ points, unit }) => {
    const best = points.reduce((a, b) => (b.throughputPerS > a.throughputPerS ? b : a));
    return [String(points.length), count(best.throughputPerS), `${count(best.at)} ${unit}`];
  });
}

function table<T extends Judged>(heads: readonly string[], rows: readonly T[], cellsOf: (row: T) => string[]): Markup {
  return html`<div class="scroll"><table class="systems">
<thead><tr><th scope="col">system</th><th scope="col" class="promise">promise</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>
<th scope="row">${row.id}<small>${row.title}</small></th>
<td class="promise">${row.claims} <span class="mark ${row.claims === 'nothing' ? 'skipped' : row.verdict}">${row.claims === 'nothing' ? 'under these faults' : MARKS[row.verdict]}</span></td>
${cellsOf(row).map((cell) => html`<td>${cell}</td>`)}
</tr>
${row.reason === null ? undefined : html`<tr class="reason"><td colspan="${heads.length + 2}">${row.reason}</td></tr>`}`,
)}
</tbody></table></div>`;
}

function latencies(times: Latencies | null): [string, string] {
  return times === null ? ['–', '–'] : [time(times.p50), time(times.p99)];
}

function time(ms: number | null): string {
  if (ms === null) return '–';
  if (ms >= 1_000) return `${count(ms / 1_000)} s`;
  return ms < 1 ? `${count(ms * 1_000)} µs` : `${count(ms)} ms`;
}

/** Three digits are as many as anybody compares. */
function count(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: rounded < 10 ? 2 : rounded < 100 ? 1 : 0 });
}

function share(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}
