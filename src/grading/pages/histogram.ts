import type { ClassSummary } from '../batch/class-document.ts';
import { showNumber } from '../report/show-number.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 720;
const HEIGHT = 210;
const TOP = 46;
const BOTTOM = 26;

/** The scores of the class, with mean and median; what it shows is also its description. */
export function histogram({ histogram: buckets, mean, median }: ClassSummary): Markup | undefined {
  const most = Math.max(0, ...buckets.map(({ count }) => count));
  const from = buckets[0]?.from ?? 0;
  const to = buckets.at(-1)?.to ?? 0;
  if (most === 0 || to <= from) return undefined;
  const xOf = (points: number) => ((points - from) / (to - from)) * WIDTH;
  const heightOf = (count: number) => (count / most) * (HEIGHT - TOP - BOTTOM);
  const bars = buckets.map(({ from, to, count }) => {
    const x = xOf(from) + 2;
    const width = xOf(to) - xOf(from) - 4;
    const y = HEIGHT - BOTTOM - heightOf(count);
    return html`<rect class="bar" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(heightOf(count))}" rx="2"/>
${count === 0 ? undefined : html`<text class="count" x="${round(x + width / 2)}" y="${round(y - 5)}">${count}</text>`}`;
  });
  const edges = [from, ...buckets.map((bucket) => bucket.to)].map((points) => {
    const anchor = points === from ? 'start' : points === to ? 'end' : 'middle';
    const shown = showNumber(points, to - from < 2 * buckets.length ? 1 : 0);
    return html`<text class="edge" x="${round(xOf(points))}" y="${HEIGHT - 8}" text-anchor="${anchor}">${shown}</text>
`;
  });
  const words = buckets.map(({ from, to, count }) => `${showNumber(from)} to ${showNumber(to)}: ${count}`).join('; ');
  return html`<section aria-labelledby="scores">
<h2 id="scores">Scores</h2>
<svg class="histogram" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Submissions by points. ${words}">
${bars}
${edges}${mark('median', median, 12)}${mark('mean', mean, 24)}
</svg>
</section>`;

  function mark(name: string, points: number | null, y: number): Markup | undefined {
    if (points === null) return undefined;
    const x = xOf(points);
    const isRight = x > WIDTH / 2;
    return html`<path class="mark" d="M${round(x)} ${y - 8}V${HEIGHT - BOTTOM}"/>
<text class="mark" x="${round(isRight ? x - 5 : x + 5)}" y="${y}" text-anchor="${isRight ? 'end' : 'start'}">${name} ${showNumber(points)}</text>`;
  }
}

function round(length: number): string {
  return String(Math.round(length * 10) / 10);
}
