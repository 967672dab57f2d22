import { stringify } from 'csv-stringify/sync';
import { plainText } from '../report/plain-text.ts';

/** Longest text in a cell: Excel takes 32,767 characters. */
const MAX_CELL_CHARS = 8_000;

/** Null: an empty cell, which is not a zero. */
export type Cell = string | number | null;

export interface CsvOptions {
  /** Begin with a byte order mark, by which Excel knows UTF-8. */
  hasBom: boolean;
}

/**
 * Rows as CSV: everything quoted, and no text that a spreadsheet would take for a formula.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[], { hasBom }: CsvOptions): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? plainText(cell, MAX_CELL_CHARS) : cell)),
  );
  return stringify([[...header], ...cells], {
    bom: hasBom,
    quoted: true,
    quoted_empty: false,
    escape_formulas: true,
    record_delimiter: 'unix',
  });
}

/** Points as gradebooks write them. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
