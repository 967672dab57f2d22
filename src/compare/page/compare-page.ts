import type { Chart, ChartPageData } from '../../grading/pages/chart-data.ts';
import { html, type Markup } from '../../grading/pages/markup.ts';
import { renderPage } from '../../grading/pages/render-page.ts';

/** A chart with what is said about it. */
export interface TitledChart {
  title: string;
  note: string;
  chart: Chart;
}

export interface ComparePageParts {
  title: string;
  /** What all systems went through: a name and what it was. */
  conditions: readonly (readonly [string, string])[];
  table: Markup;
  charts: readonly TitledChart[];
}

/** A comparison as one HTML file that loads nothing and works from `file://`. */
export function comparePage({ title, conditions, table, charts }: ComparePageParts): string {
  const data: ChartPageData = { charts: charts.map(({ chart }) => chart) };
  return renderPage({
    title,
    name: 'chart-page',
    data,
    body: html`<h1>${title}</h1>
<dl class="facts">${conditions.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<h2>Promises and costs</h2>
${table}
<p class="note">Times are virtual: what simulated machines and networks take. Messages, bytes and disk writes are per request.</p>
<div class="charts">${charts.map(figure)}</div>`,
  });
}

function figure({ title, note, chart }: TitledChart): Markup {
  return html`<figure><figcaption>${title}<small>${note}</small></figcaption>
<div class="plot"><canvas id="${chart.id}" role="img" aria-label="${title}: ${note}"></canvas></div></figure>`;
}
