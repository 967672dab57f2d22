import type { Chart, ChartSeries } from '../../grading/pages/chart-data.ts';
import type { ComparedSystem } from '../comparison.ts';
import type { TitledChart } from './compare-page.ts';

/** What a comparison looks like: latencies, throughput, costs, and answers over time when there was a fault. */
export function comparisonCharts(results: readonly ComparedSystem[]): TitledChart[] {
  const labels = results.map(({ id }) => id);
  const bars = (name: string, colour: number, value: (result: ComparedSystem) => number | null): ChartSeries => ({
    name,
    colour,
    values: results.map((result) => value(result) || null),
  });
  const x = { title: '', scale: 'labels' } as const;
  const charts: TitledChart[] = [
    {
      title: 'Latency',
      note: 'of requests that only read, and of others; virtual time, logarithmic',
      chart: {
        ...{ id: 'latency', kind: 'bars', labels, x, y: { title: 'ms', scale: 'logarithmic' } },
        series: [
          bars('reads, median', 5, ({ readMs }) => readMs?.p50 ?? null),
          bars('reads, 99 %', 0, ({ readMs }) => readMs?.p99 ?? null),
          bars('writes, median', 4, ({ writeMs }) => writeMs?.p50 ?? null),
          bars('writes, 99 %', 1, ({ writeMs }) => writeMs?.p99 ?? null),
        ],
      },
    },
    {
      title: 'Throughput',
      note: 'requests per second of virtual time, logarithmic',
      chart: {
        ...{ id: 'throughput', kind: 'bars', labels, x, y: { title: 'per second', scale: 'logarithmic' } },
        series: [bars('requests per second', 2, ({ throughputPerS }) => throughputPerS)],
      },
    },
    {
      title: 'Messages and disk writes',
      note: 'per request, everything in the background included',
      chart: {
        ...{ id: 'messages', kind: 'bars', labels, x, y: { title: 'per request', scale: 'linear' } },
        series: [
          bars('messages', 0, ({ messagesPerOp }) => messagesPerOp),
          bars('disk writes', 6, ({ diskWritesPerOp }) => diskWritesPerOp),
        ],
      },
    },
    {
      title: 'Bytes on the network',
      note: 'per request, everything in the background included',
      chart: {
        ...{ id: 'bytes', kind: 'bars', labels, x, y: { title: 'bytes per request', scale: 'linear' } },
        series: [bars('bytes', 3, ({ bytesPerOp }) => bytesPerOp)],
      },
    },
  ];
  const overTime = answersChart(results);
  return overTime === undefined ? charts : [overTime, ...charts];
}

function answersChart(results: readonly ComparedSystem[]): TitledChart | undefined {
  const first = results.find(({ answersOverTime }) => answersOverTime !== null)?.answersOverTime;
  if (first === undefined || first === null) return undefined;
  const [from, to] = first.faultS;
  const chart: Chart = {
    ...{ id: 'answers', kind: 'lines' },
    x: { title: 's', scale: 'linear' },
    y: { title: 'answers per second', scale: 'linear' },
    band: { from, to, name: 'fault' },
    series: results.map(({ id, answersOverTime }, place) => ({
      name: id,
      colour: place,
      values: (answersOverTime?.perS ?? []).map((perS, i) => ({
        x: ((i + 0.5) * (answersOverTime?.stretchMs ?? 0)) / 1_000,
        y: perS,
      })),
    })),
  };
  return { title: 'Answers over time', note: 'the same requests come in all the time, whoever is slow', chart };
}
