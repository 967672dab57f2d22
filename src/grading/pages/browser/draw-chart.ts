import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartDataset,
  Chart as ChartJs,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  type ScaleOptionsByType,
  Tooltip,
} from 'chart.js';
import type { Chart, ChartAxis, ChartSeries } from '../chart-data.ts';

ChartJs.register(
  ...[BarController, BarElement, LineController, LineElement, PointElement],
  ...[CategoryScale, LinearScale, LogarithmicScale, Legend, Tooltip],
);
ChartJs.defaults.animation = false;
ChartJs.defaults.maintainAspectRatio = false;
ChartJs.defaults.font.family = getComputedStyle(document.body).fontFamily;

/** Tell apart with any colour vision, on light and dark (after Okabe and Ito). */
const PALETTE = ['#3a7fc1', '#d55e00', '#009e73', '#b07aa1', '#c99700', '#56a4d8', '#8c6d5a', '#7a7f87'];
const POINTS = ['circle', 'rect', 'triangle', 'rectRot', 'star', 'cross', 'crossRot', 'dash'] as const;

/** Draws a chart, and again whenever the page changes between light and dark. */
export function drawChart(canvas: HTMLCanvasElement, chart: Chart): void {
  let drawn = draw(canvas, chart);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    drawn.destroy();
    drawn = draw(canvas, chart);
  });
}

function draw(canvas: HTMLCanvasElement, { kind, x, y, labels, series, band }: Chart): ChartJs {
  return new ChartJs(canvas, {
    type: kind === 'bars' ? 'bar' : 'line',
    data: { labels: [...(labels ?? [])], datasets: series.map((each) => datasetOf(each, kind)) },
    options: {
      scales: { x: scaleOf(x), y: scaleOf(y) } as never,
      interaction: { mode: kind === 'bars' ? 'index' : 'nearest', intersect: false },
      plugins: {
        legend: {
          display: series.length > 1,
          labels: { color: colour('--ink'), usePointStyle: kind === 'lines', boxWidth: 12 },
        },
        tooltip: { callbacks: { label: ({ dataset, parsed }) => tooltipOf(String(dataset.label), parsed, kind) } },
      },
    },
    plugins: band === undefined ? [] : [bandPlugin(band)],
  });
}

function datasetOf({ name, colour: place, isDashed, values }: ChartSeries, kind: Chart['kind']): ChartDataset {
  const stroke = PALETTE[place % PALETTE.length] as string;
  const dataset = { label: name, data: [...values], borderColor: stroke, backgroundColor: stroke };
  if (kind === 'bars') return { ...dataset, borderRadius: 2, maxBarThickness: 34 } as ChartDataset;
  const pointStyle = POINTS[place % POINTS.length];
  return {
    ...dataset,
    ...{ pointStyle, pointRadius: 4, borderWidth: 2, borderDash: isDashed ? [5, 4] : [], spanGaps: true },
  } as ChartDataset;
}

function scaleOf({ title, scale }: ChartAxis) {
  const grid = { color: colour('--line') };
  const ticks = { color: colour('--faint'), maxRotation: 0, autoSkipPadding: 12 };
  const common = { title: { display: title !== '', text: title, color: colour('--faint') }, grid, ticks };
  if (scale === 'labels') return { ...common, type: 'category', grid: { display: false } };
  if (scale === 'linear')
    return { ...common, type: 'linear', beginAtZero: true, ticks: { ...ticks, callback: shortNumber } };
  return { ...common, type: 'logarithmic', ticks: { ...ticks, callback: powerOfTen } };
}

/** Only the powers of ten have room on a logarithmic axis. */
const powerOfTen: ScaleOptionsByType<'logarithmic'>['ticks']['callback'] = (value) => {
  const power = Math.log10(Number(value));
  return Math.abs(power - Math.round(power)) < 1e-9 ? shortNumber(value) : '';
};

function shortNumber(value: number | string): string {
  const number = Number(value);
  const size = Math.abs(number);
  if (size >= 1e6) return `${rounded(number / 1e6)} M`;
  if (size >= 1e4) return `${rounded(number / 1e3)} k`;
  return rounded(number);
}

function rounded(number: number): string {
  return String(Number(number.toPrecision(4)));
}

function tooltipOf(name: string, { x, y }: { x: number | null; y: number | null }, kind: Chart['kind']): string {
  return kind === 'bars'
    ? `${name}: ${shortNumber(y ?? 0)}`
    : `${name}: ${shortNumber(y ?? 0)} at ${shortNumber(x ?? 0)}`;
}

/** Behind everything else: a stretch of time in which something was different. */
function bandPlugin({ from, to, name }: NonNullable<Chart['band']>): Plugin {
  return {
    id: 'band',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const left = scales.x?.getPixelForValue(from) ?? 0;
      const width = (scales.x?.getPixelForValue(to) ?? 0) - left;
      ctx.save();
      ctx.fillStyle = colour('--bad-paper');
      ctx.fillRect(left, chartArea.top, width, chartArea.height);
      ctx.fillStyle = colour('--bad');
      ctx.fillText(name, left + 6, chartArea.top + 14);
      ctx.restore();
    },
  };
}

function colour(property: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}
