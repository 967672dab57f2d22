import type { CellCode, HeatMapData, HeatMapRow, HeatMapTest } from '../heat-map-data.ts';
import { element } from './element.ts';
import { moveByArrows } from './grid-keys.ts';
import { columnOrders, rowOrders } from './heat-map-orders.ts';

/** Code → class and meaning; its letter makes a cell readable without colour. */
export const CELLS: Readonly<Record<CellCode, readonly [name: string, words: string]>> = {
  '·': ['passed', 'passed'],
  '~': ['partly', 'passed with some seeds'],
  F: ['failed', 'failed'],
  T: ['failed', 'ran out of time'],
  L: ['failed', 'livelock'],
  C: ['failed', 'crashed'],
  M: ['failed', 'out of memory'],
  B: ['failed', 'does not build'],
  '?': ['incomplete', 'no verdict of its own'],
  '-': ['none', 'not run'],
};

interface DrawnRow {
  row: HeatMapRow;
  line: HTMLTableRowElement;
  /** By column of the data. */
  cells: HTMLTableCellElement[];
}

/** The map: a table with a row per submission and a link per cell, sortable, searchable, and usable with arrow keys. */
export function drawHeatMap(place: HTMLElement, data: HeatMapData): void {
  const heads = data.tests.map(columnHead);
  const rows = data.submissions.map((row) => drawRow(row, data.tests));
  const partLine = element('tr', { class: 'parts' });
  const testLine = element('tr', { class: 'tests' });
  const corner = sortHead('Submission');
  const scoreHead = sortHead('Score');
  const body = element('tbody', {});
  const widths = [element('col', { class: 'submission' }), element('col', { class: 'score' })];
  const table = element(
    'table',
    { class: 'map' },
    element('colgroup', {}, ...widths, ...data.tests.map(() => element('col', { class: 'test' }))),
    element('thead', {}, partLine, testLine),
    body,
  );
  // A fixed layout needs a width: that of the columns, which the style sheet gives in the same units.
  table.style.width = `${12 + 5.5 + 1.45 * data.tests.length}rem`;
  const status = element('output', { class: 'told', 'aria-live': 'polite' });
  const frame = element('div', { class: 'frame', tabindex: '-1' }, table);

  const columns = element('select', { id: 'columns' });
  columns.append(
    element('option', { value: 'course' }, 'as in the course'),
    element('option', { value: 'hardest' }, 'hardest first'),
  );
  const search = element('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const found = element('span', { class: 'found' });
  place.append(
    element(
      'div',
      { class: 'controls' },
      element('label', {}, 'Find ', search),
      found,
      element('label', {}, 'Tests ', columns),
      legend(data.submissions),
    ),
    frame,
    status,
  );

  let order = columnOrders.course(data.tests);
  function showColumns(): void {
    order = columnOrders[columns.value === 'hardest' ? 'hardest' : 'course'](data.tests);
    partLine.replaceChildren(element('td', { colspan: '2' }));
    if (columns.value === 'hardest') partLine.append(element('th', { colspan: String(order.length) }, 'hardest first'));
    else {
      for (const { id, columns: span } of data.parts) {
        partLine.append(element('th', { scope: 'colgroup', colspan: String(span), title: id }, id));
      }
    }
    testLine.replaceChildren(corner, scoreHead, ...order.map((column) => heads[column] ?? ''));
    for (const { line, cells } of rows) {
      while (line.cells.length > 2) line.deleteCell(-1);
      line.append(...order.map((column) => cells[column] ?? ''));
    }
  }

  let sortedBy: HTMLElement = corner;
  function sortBy(head: HTMLElement, compare: (a: HeatMapRow, b: HeatMapRow) => number): void {
    const isDown = sortedBy === head && head.getAttribute('aria-sort') === 'ascending';
    sortedBy.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
    sortedBy = head;
    rows.sort((a, b) => (isDown ? -1 : 1) * compare(a.row, b.row) || rowOrders.id(a.row, b.row));
    body.append(...rows.map(({ line }) => line));
  }

  function find(): void {
    const words = search.value.trim().toLowerCase();
    let count = 0;
    for (const { row, line } of rows) {
      const isFound = `${row.id} ${row.name} ${row.status}`.toLowerCase().includes(words);
      line.hidden = !isFound;
      if (isFound) count++;
    }
    found.textContent = words === '' ? '' : `${count} of ${rows.length}`;
  }

  function tell(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest('td') : null;
    const drawn = cell === null ? undefined : rows.find(({ line }) => line === cell.parentElement);
    const column = drawn?.cells.indexOf(cell as HTMLTableCellElement) ?? -1;
    const test = data.tests[column];
    if (drawn === undefined || test === undefined) return;
    const { row } = drawn;
    const words = CELLS[row.cells[column] as CellCode][1];
    const why = row.notes[column];
    status.textContent = `${row.id}, ${test.id} (${test.title}): ${words}${why === undefined ? '' : `; ${why}`}`;
  }

  corner.addEventListener('click', () => sortBy(corner, rowOrders.id));
  scoreHead.addEventListener('click', () => sortBy(scoreHead, rowOrders.score));
  heads.forEach((head, column) => {
    head.addEventListener('click', () => sortBy(head, (a, b) => rowOrders.test(column, a, b)));
  });
  columns.addEventListener('change', showColumns);
  search.addEventListener('input', find);
  table.addEventListener('pointerover', ({ target }) => tell(target));
  table.addEventListener('focusin', ({ target }) => tell(target));
  moveByArrows(table);
  showColumns();
  sortBy(corner, rowOrders.id);
}

function columnHead({ id, title }: HeatMapTest): HTMLTableCellElement {
  const name = id.slice(id.indexOf('/') + 1);
  const button = element('button', { type: 'button', title: `${id}: ${title}` }, element('span', {}, name));
  return element('th', { scope: 'col', class: 'test' }, button);
}

function sortHead(name: string): HTMLTableCellElement {
  return element('th', { scope: 'col', class: name.toLowerCase() }, element('button', { type: 'button' }, name));
}

function drawRow(row: HeatMapRow, tests: readonly HeatMapTest[]): DrawnRow {
  const { id, name, href, status, score } = row;
  const link = element('a', { href, title: name === '' ? id : `${id}: ${name}` }, element('bdi', {}, id));
  const head = element('th', { scope: 'row', class: 'submission' }, link);
  const shown = score === null ? status : String(Math.round(score * 100) / 100);
  const line = element('tr', {}, head, element('td', { class: `score ${status}` }, shown));
  const cells = tests.map(({ anchor }, column) => {
    const code = row.cells[column] as CellCode;
    const [kind, words] = CELLS[code];
    if (code === '-') return element('td', { class: kind });
    const to = element('a', { href: `${href}#${anchor}`, 'aria-label': words, tabindex: '-1' }, code);
    return element('td', { class: kind }, to);
  });
  return { row, line, cells };
}

/** The codes that occur, with how often they do. */
function legend(rows: readonly HeatMapRow[]): HTMLElement {
  const counts = new Map<string, number>();
  for (const { cells } of rows) for (const code of cells) counts.set(code, (counts.get(code) ?? 0) + 1);
  const list = element('ul', { class: 'legend' });
  for (const [code, [kind, words]] of Object.entries(CELLS)) {
    const count = counts.get(code);
    if (count === undefined) continue;
    const swatch = element('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }, code === '-' ? ' ' : code);
    list.append(element('li', {}, swatch, ` ${words} (${count.toLocaleString('en-US')})`));
  }
  return list;
}
