import { element } from './element.ts';

/** Turns the column heads of `table.sortable` into buttons that sort its rows, first one way, then the other. */
export function makeSortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (body === undefined) return;
  heads.forEach((head, column) => {
    const kind = head.dataset.sort;
    if (kind === 'none') return;
    const button = element('button', { type: 'button' }, ...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const isDown = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
      const sign = isDown ? -1 : 1;
      const rows = [...body.rows].sort((a, b) => sign * compare(a.cells[column], b.cells[column], kind === 'number'));
      body.append(...rows);
    });
  });
}

function compare(a: HTMLElement | undefined, b: HTMLElement | undefined, isNumber: boolean): number {
  if (isNumber) return Number(a?.dataset.value) - Number(b?.dataset.value);
  return (a?.textContent ?? '').localeCompare(b?.textContent ?? '', 'en', { numeric: true });
}
