/** What the script of the class page draws the map of tests × submissions from. It imports nothing: both sides use it. */
export interface HeatMapData {
  /** Columns of one part stand together, in the order of the tests. */
  parts: { id: string; columns: number }[];
  tests: HeatMapTest[];
  submissions: HeatMapRow[];
}

export interface HeatMapTest {
  id: string;
  title: string;
  /** Place among the tests, hardest first, from 0. */
  hardness: number;
  /** The part of an address that leads to the test in any submission's page. */
  anchor: string;
}

export interface HeatMapRow {
  id: string;
  /** The student's name; may be empty. */
  name: string;
  /** Address of its page. */
  href: string;
  status: 'graded' | 'incomplete' | 'missing';
  score: number | null;
  /** One {@link CellCode} per test. */
  cells: string;
  /** Column → why, where something did not pass. */
  notes: Readonly<Record<number, string>>;
}

/** What a cell shows, and its meaning without colour. */
export type CellCode = '·' | '~' | 'F' | 'T' | 'L' | 'C' | 'M' | 'B' | '?' | '-';
