/**
 * Makes a table of links one stop of the Tab key: arrow keys, Home, End, PageUp and PageDown move inside it. Rows and
 * columns may be sorted, hidden and moved meanwhile.
 */
export function moveByArrows(table: HTMLTableElement): void {
  let current: HTMLElement | undefined;

  function take(link: HTMLElement): void {
    if (current !== undefined) current.tabIndex = -1;
    link.tabIndex = 0;
    current = link;
  }

  const first = () => table.querySelector<HTMLElement>('tbody tr:not([hidden]) td a');
  queueMicrotask(() => {
    const link = first();
    if (link !== null) take(link);
  });
  table.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.matches('td a')) take(target);
  });
  table.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const cell = event.target instanceof Element ? event.target.closest('td') : null;
    const line = cell?.parentElement;
    if (cell === null || !(line instanceof HTMLTableRowElement)) return;
    const rows = [...(table.tBodies[0]?.rows ?? [])].filter(({ hidden }) => !hidden);
    const to = target(event.key, { row: rows.indexOf(line), column: cell.cellIndex, rows: rows.length });
    if (to === undefined) return;
    event.preventDefault();
    const cells = rows[to.row]?.cells;
    const column = Math.min(Math.max(to.column, 2), (cells?.length ?? 0) - 1);
    const link = cells?.[column]?.querySelector<HTMLElement>('a');
    link?.focus();
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
}

const PAGE_ROWS = 15;

function target(
  key: string,
  { row, column, rows }: { row: number; column: number; rows: number },
): { row: number; column: number } | undefined {
  const within = (to: number) => Math.min(Math.max(to, 0), rows - 1);
  switch (key) {
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowDown':
      return { row: within(row + 1), column };
    case 'ArrowUp':
      return { row: within(row - 1), column };
    case 'PageDown':
      return { row: within(row + PAGE_ROWS), column };
    case 'PageUp':
      return { row: within(row - PAGE_ROWS), column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: Number.MAX_SAFE_INTEGER };
    default:
      return undefined;
  }
}
