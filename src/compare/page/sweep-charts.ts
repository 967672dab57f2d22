import type { ChartPoint, ChartSeries } from '../../grading/pages/chart-data.ts';
import type { SweepId, SweepPoint, SweptSystem } from '../sweep.ts';
import type { TitledChart } from './compare-page.ts';

const LOG_THROUGHPUT = { title: 'answers per second', scale: 'logarithmic' } as const;
const LOG_MS = { title: 'ms', scale: 'logarithmic' } as const;

type Kind = 'readMs' | 'writeMs';

export function sweepCharts(sweep: SweepId, systems: readonly SweptSystem[]): TitledChart[] {
  return sweep === 'load' ? loadCharts(systems) : nodesCharts(systems);
}

/** Latency over throughput, a curve for each system: it turns upwards where the system is at its limit. */
function loadCharts(systems: readonly SweptSystem[]): TitledChart[] {
  const latency = (kind: Kind, title: string): TitledChart => ({
    title,
    note: 'open loop; the median, and dashed the 99 % that are faster; both axes logarithmic',
    chart: {
      ...{ id: kind, kind: 'lines', x: LOG_THROUGHPUT, y: LOG_MS },
      series: systems.flatMap(({ id, points }, colour): ChartSeries[] => [
        { name: id, colour, values: latencyPoints(points, kind, 'p50') },
        { name: `${id}, 99 %`, colour, isDashed: true, values: latencyPoints(points, kind, 'p99') },
      ]),
    },
  });
  return [
    latency('readMs', 'Reads: latency over throughput'),
    latency('writeMs', 'Writes: latency over throughput'),
    {
      title: 'What comes in and what is answered',
      note: 'a system at its limit leaves the diagonal; both axes logarithmic',
      chart: {
        ...{ id: 'answered', kind: 'lines', y: LOG_THROUGHPUT },
        x: { title: 'requests per second that come in', scale: 'logarithmic' },
        series: systems.map(({ id, points }, colour) => ({
          name: id,
          colour,
          values: points.map(({ at, throughputPerS }) => ({ x: at, y: throughputPerS })),
        })),
      },
    },
  ];
}

/** What more servers bring: nothing where all of them do the same, as in one replicated group. */
function nodesCharts(systems: readonly SweptSystem[]): TitledChart[] {
  const named = systems.map((system) => ({ ...system, name: `${system.id}, ${system.unit}` }));
  const x = { title: 'servers, machines or groups', scale: 'linear' } as const;
  const latency = (kind: Kind, title: string): TitledChart => ({
    title,
    note: 'closed loop, the same clients for all sizes; logarithmic',
    chart: {
      ...{ id: kind, kind: 'lines', x, y: LOG_MS },
      series: named.map(({ name, points }, colour) => ({
        name,
        colour,
        values: points.flatMap((point): ChartPoint[] =>
          point[kind] === null ? [] : [{ x: point.at, y: point[kind].p50 }],
        ),
      })),
    },
  });
  return [
    {
      title: 'Throughput over size',
      note: 'closed loop, the same clients for all sizes; logarithmic',
      chart: {
        ...{ id: 'scaling', kind: 'lines', x, y: LOG_THROUGHPUT },
        series: named.map(({ name, points }, colour) => ({
          name,
          colour,
          values: points.map(({ at, throughputPerS }) => ({ x: at, y: throughputPerS })),
        })),
      },
    },
    latency('readMs', 'Reads: median latency over size'),
    latency('writeMs', 'Writes: median latency over size'),
  ];
}

function latencyPoints(points: readonly SweepPoint[], kind: Kind, of: 'p50' | 'p99'): ChartPoint[] {
  return points.flatMap((point) => {
    const times = point[kind];
    return times === null ? [] : [{ x: point.throughputPerS, y: times[of] }];
  });
}
