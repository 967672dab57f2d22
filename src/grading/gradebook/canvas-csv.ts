import { parse } from 'csv-parse/sync';
import { LabsError } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import { rounded } from './csv-text.ts';
import { type Gradebook, keyOf } from './gradebook.ts';

export interface CanvasRequest {
  /** The assignment's column in Canvas' export: its whole header, its name alone, or its number. */
  assignment: string;
  /** The column of the export that tells students apart: `ID`, `SIS User ID`, `SIS Login ID`. */
  key: string;
  /** What it is compared with: `id`, or a column of the roster, such as `email`. */
  by: string;
}

export interface FilledExport {
  /** The export with one column filled in, and every other byte as it was. */
  text: string;
  changes: { student: string; before: string; after: string }[];
  /** Keys of graded students that the export does not have. */
  unknown: string[];
  /** Keys of students of the export for whom there is no score: their cells are as they were. */
  ungraded: string[];
}

interface RawRow {
  record: string[];
  /** The row's text, with its line end. */
  raw: string;
}

/**
 * Fills an assignment's column of Canvas' own export of a gradebook. Importing a column that Canvas does not know would
 * make a new assignment, and an imported score replaces the one that is there: so nothing else is touched, and a student
 * without a score keeps what there is.
 *
 * @param exported text of the file that Canvas wrote.
 * @throws LabsError when the export has no such column, or no student of this class.
 */
export function fillCanvasExport(exported: string, gradebook: Gradebook, request: CanvasRequest): FilledExport {
  const rows = readRows(exported);
  const header = rows[0]?.record.map((name) => name.replace(/^\ufeff/, '').trim()) ?? [];
  const column = assignmentColumn(header, request.assignment);
  const keyColumn = keyColumnOf(header, request.key);
  const scores = new Map(gradebook.submissions.map((entry) => [keyOf(entry, request.by), entry.score]));
  const filled: FilledExport = { text: '', changes: [], unknown: [], ungraded: [] };
  const seen = new Set<string>();
  for (const [number, row] of rows.entries()) {
    const key = row.record[keyColumn]?.trim() ?? '';
    // The header, and rows such as `    Points Possible`, which are about no student.
    if (number === 0 || key === '' || isPointsRow(row)) {
      filled.text += row.raw;
      continue;
    }
    seen.add(key);
    const score = scores.get(key);
    if (score === undefined || score === null) {
      filled.ungraded.push(key);
      filled.text += row.raw;
      continue;
    }
    const after = String(rounded(score));
    const before = row.record[column] ?? '';
    filled.changes.push({ student: key, before, after });
    filled.text += withCell(row.raw, column, after);
  }
  filled.unknown = [...scores].filter(([key, score]) => score !== null && !seen.has(key)).map(([key]) => key);
  if (filled.changes.length === 0) throw nobody(request, [...scores.keys()], [...seen]);
  return filled;
}

/** Every row with its text: the parser says what is in the cells, the text is what is given back. */
function readRows(text: string): RawRow[] {
  let records: string[][];
  try {
    records = parse(text, { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
  } catch (cause) {
    throw notCanvas((cause as Error).message, cause);
  }
  const raw = rawRows(text);
  if (raw.length !== records.length) throw notCanvas('its quotes are not where CSV wants them');
  return records.map((record, position) => ({ record, raw: raw[position] as string }));
}

/** Line ends in quotes end no row. */
function rawRows(text: string): string[] {
  return text.match(/(?:"[^"]*"|[^"\r\n])*(?:\r\n|\n|\r)|(?:"[^"]*"|[^"\r\n])+$/g) ?? [];
}

function notCanvas(problem: string, cause?: unknown): LabsError {
  return new LabsError('bad-export', `Canvas' export cannot be read: ${problem}`, {
    hint: 'export the gradebook from Canvas again (Gradebook, Export), and do not edit the file',
    cause,
  });
}

/** Assignments have their number behind their name. */
const ASSIGNMENT = /^(.*) \((\d+)\)$/s;

function assignmentColumn(header: readonly string[], wanted: string): number {
  const matches = [...header.keys()].filter((position) => {
    const name = header[position] as string;
    const [, title, number] = ASSIGNMENT.exec(name) ?? [];
    return title !== undefined && [name, title, number].includes(wanted);
  });
  if (matches.length === 1) return matches[0] as number;
  const assignments = header.filter((name) => ASSIGNMENT.test(name));
  if (matches.length > 1) {
    throw new LabsError('ambiguous-assignment', `several assignments of the export are called '${wanted}'`, {
      hint: `give the number, or the whole header: ${matches.map((position) => header[position]).join(', ')}`,
    });
  }
  throw new LabsError('unknown-assignment', `Canvas' export has no assignment '${wanted}'`, {
    hint:
      assignments.length === 0
        ? 'it has none at all: make the assignment in Canvas first, then export the gradebook'
        : suggest(wanted, assignments),
  });
}

function keyColumnOf(header: readonly string[], key: string): number {
  const position = header.indexOf(key);
  if (position >= 0) return position;
  throw new LabsError('unknown-column', `Canvas' export has no column '${key}'`, {
    hint: `name the one that tells students apart with --key; ${suggest(
      key,
      header.filter((name) => /^(ID|SIS .*|Student)$/.test(name)),
    )}`,
  });
}

function isPointsRow({ record }: RawRow): boolean {
  return record[0]?.trim() === 'Points Possible';
}

/** The row with another text in one cell. Commas in quotes separate nothing. */
function withCell(raw: string, column: number, text: string): string {
  const [, body = '', end = ''] = /^(.*?)(\r\n|\n|\r)?$/s.exec(raw) ?? [];
  const cells = [...body.matchAll(/(?:^|,)((?:"[^"]*"|[^",])*)/g)].map(([, cell]) => cell as string);
  // Canvas leaves out nothing, but a spreadsheet that somebody opened it with may.
  while (cells.length <= column) cells.push('');
  cells[column] = text;
  return cells.join(',') + end;
}

function nobody({ key, by }: CanvasRequest, ours: readonly string[], theirs: readonly string[]): LabsError {
  const some = (keys: readonly string[]) =>
    keys
      .filter((text) => text !== '')
      .slice(0, 3)
      .join(', ') || 'none';
  return new LabsError('no-match', `no graded student is in Canvas' export, going by its column '${key}'`, {
    hint: `there: ${some(theirs)}; here, by ${by}: ${some(ours)}. Choose others with --key COLUMN and --by id, email or another column of the roster`,
  });
}
