import type { ChartPageData } from '../chart-data.ts';
import { drawChart } from './draw-chart.ts';

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as ChartPageData;
for (const chart of data.charts) drawChart(document.getElementById(chart.id) as HTMLCanvasElement, chart);
