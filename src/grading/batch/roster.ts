import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type CsvError, parse } from 'csv-parse/sync';
import { LabsError } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { Extension } from './journal-record.ts';

/** A student of a roster. */
export interface RosterEntry {
  id: string;
  /** Where the submission is, absolute; undefined: where its name is the id. */
  path: string | undefined;
  submittedAtMs: number | null;
  /** All other columns that are not empty. */
  student: Record<string, string>;
}

const ROSTER_COLUMNS = ['id', 'name', 'email', 'path', 'submitted_at'];
const EXTENSION_COLUMNS = ['id', 'deadline', 'days', 'late_days_used'];
const ID_CHARS_MAX = 200;

/**
 * Reads a roster: a CSV file with a column `id`, and any of `name`, `email`, `path` (relative to the roster), and
 * `submitted_at` (ISO 8601 with a time zone). Other columns are kept and go into the reports.
 *
 * @throws LabsError with line and column.
 */
export function readRoster(file: string): RosterEntry[] {
  return readTable(file, ROSTER_COLUMNS, true).map((row) => {
    const { id, path, submitted_at: submittedAt, ...others } = row.cells;
    const student = Object.entries(others).filter(([, value]) => value !== '');
    return {
      id: id as string,
      path: path === undefined || path === '' ? undefined : resolve(dirname(file), path),
      submittedAtMs: submittedAt === undefined || submittedAt === '' ? null : row.time('submitted_at'),
      student: Object.fromEntries(student),
    };
  });
}

/**
 * Reads extensions: a CSV file with a column `id`, and any of `deadline` (ISO 8601 with a time zone), `days` (after the
 * course's deadline) and `late_days_used` (in earlier assignments).
 *
 * @throws LabsError with line and column.
 */
export function readExtensions(file: string): Map<string, Extension> {
  const rows = readTable(file, EXTENSION_COLUMNS, false);
  return new Map(
    rows.map((row) => {
      const { id, deadline = '', days = '', late_days_used: used = '' } = row.cells;
      if (deadline !== '' && days !== '') throw row.wrong('days', 'there is a deadline, too: one of the two is enough');
      return [
        id as string,
        {
          ...(deadline === '' ? {} : { deadlineMs: row.time('deadline') }),
          ...(days === '' ? {} : { days: row.number('days') }),
          ...(used === '' ? {} : { lateDaysUsed: row.number('late_days_used') }),
        },
      ] as const;
    }),
  );
}

/** A row of a table, with ways to read its cells that say where a wrong one is. */
class Row {
  readonly cells: Readonly<Record<string, string>>;
  readonly #place: string;
  readonly #columns: readonly string[];

  constructor(file: string, line: number, cells: Readonly<Record<string, string>>) {
    this.cells = cells;
    this.#place = `${file}:${line}`;
    this.#columns = Object.keys(cells);
  }

  /** Unix time, ms. */
  time(column: string): number {
    const text = this.cells[column] as string;
    const hasZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.test(text);
    const time = hasZone ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
    if (Number.isNaN(time)) {
      throw this.wrong(column, `'${text}' is not a time with its zone, such as 2026-10-01T23:59:00-04:00`);
    }
    return time;
  }

  /** Not negative. */
  number(column: string): number {
    const text = this.cells[column] as string;
    if (!/^\d+(\.\d+)?$/.test(text)) throw this.wrong(column, `'${text}' is not a number of days`);
    return Number(text);
  }

  wrong(column: string, what: string): LabsError {
    const number = this.#columns.indexOf(column) + 1;
    return new LabsError('bad-table', `${this.#place}, column ${number} (${column}): ${what}`, {
      hint: 'correct the file and run the command again',
    });
  }
}

function readTable(file: string, known: readonly string[], mayHaveOthers: boolean): Row[] {
  const rows = parseTable(file, (header) => {
    const columns = header.map((name) => name.trim().toLowerCase());
    const odd = columns.find((name, i) => name === '' || columns.indexOf(name) !== i);
    if (odd !== undefined) throw badHeader(file, `the column '${odd}' is there twice, or has no name`, known);
    if (!columns.includes('id')) throw badHeader(file, `there is no column 'id', but ${columns.join(', ')}`, known);
    const unknown = columns.find((name) => !known.includes(name));
    if (unknown !== undefined && !mayHaveOthers) {
      throw new LabsError('bad-table', `${file}:1: there is no column '${unknown}'`, { hint: suggest(unknown, known) });
    }
    return columns;
  });
  if (rows.length === 0) throw badHeader(file, 'there are no rows below the header', known);
  const lines = new Map<string, number>();
  return rows.map(({ record, info }) => {
    const row = new Row(file, info.lines, record);
    const { id = '' } = record;
    if (id === '') throw row.wrong('id', 'it is empty');
    if (id.length > ID_CHARS_MAX || hasControlCharacters(id)) {
      throw row.wrong('id', `it has control characters, or more than ${ID_CHARS_MAX} characters`);
    }
    if (lines.has(id)) throw row.wrong('id', `'${id}' is in line ${lines.get(id)}, too`);
    lines.set(id, info.lines);
    return row;
  });
}

interface ParsedRow {
  record: Record<string, string>;
  info: { lines: number };
}

function parseTable(file: string, columns: (header: string[]) => string[]): ParsedRow[] {
  try {
    return parse(readFileSync(file), { bom: true, columns, info: true, trim: true, skip_empty_lines: true });
  } catch (cause) {
    if (cause instanceof LabsError) throw cause;
    const { lines, message } = cause as CsvError;
    throw new LabsError('bad-table', `${file}${lines === undefined ? '' : `:${lines}`}: ${message}`, {
      hint: 'a CSV file in UTF-8 with a header: id,name,email',
      cause,
    });
  }
}

function badHeader(file: string, what: string, known: readonly string[]): LabsError {
  return new LabsError('bad-table', `${file}:1: ${what}`, { hint: `columns: ${known.join(', ')}; id is needed` });
}

function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
