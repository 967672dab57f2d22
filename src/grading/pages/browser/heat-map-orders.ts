import type { HeatMapRow, HeatMapTest } from '../heat-map-data.ts';

/** Columns in the order in which they are shown. */
export const columnOrders = {
  course: (tests: readonly HeatMapTest[]): number[] => tests.map((_, column) => column),
  hardest: (tests: readonly HeatMapTest[]): number[] =>
    columnOrders.course(tests).sort((a, b) => (tests[a]?.hardness ?? 0) - (tests[b]?.hardness ?? 0)),
};

/** Worst first. */
const CODES = 'CMTLF~?-·';

const NAMES = new Intl.Collator('en', { numeric: true });

export const rowOrders = {
  /** Incomplete submissions first, since somebody has to look at them; missing ones last. */
  id: (a: HeatMapRow, b: HeatMapRow): number => urgency(a) - urgency(b) || NAMES.compare(a.id, b.id),
  /** Those without a score first. */
  score: (a: HeatMapRow, b: HeatMapRow): number => (a.score ?? -1) - (b.score ?? -1),
  test: (column: number, a: HeatMapRow, b: HeatMapRow): number =>
    CODES.indexOf(a.cells[column] ?? '-') - CODES.indexOf(b.cells[column] ?? '-'),
};

const URGENCY: Readonly<Record<HeatMapRow['status'], number>> = { incomplete: 0, graded: 1, missing: 2 };

function urgency({ status }: HeatMapRow): number {
  return URGENCY[status];
}
