import type { ReportDocument } from '../report/document.ts';

/**
 * The result of grading a class: what `grades.json` holds, and what every gradebook and page is made from. It is a pure
 * function of the run's journal and holds no real time, so that a run that was interrupted, sharded or queued gives the
 * same bytes as one that was not.
 */
export interface ClassDocument {
  version: 1;
  tool: 'labs';
  run: RunIdentity;
  /** In the order of their ids. */
  submissions: SubmissionGrade[];
  summary: ClassSummary;
}

/** What was graded, by which rule: two runs with the same identity and the same code give the same grades. */
export interface RunIdentity {
  /** Names the run; part of nothing that is computed. */
  id: string;
  course: string;
  /** Version of `labs`. */
  labsVersion: string;
  /** SHA-256 of all that decides a grade besides the code: tests, seeds, points, rule, limits, version. */
  specDigest: string;
  parts: string[];
  /** The seeds that students know. */
  seeds: number[];
  /** How many more seeds each test ran with, derived from the course's secret. */
  heldOutSeeds: number;
  rule: ScoringRule;
  host: 'process' | 'process-per-node' | 'vm';
}

/** How the runs of a test with several seeds become its points. */
export type ScoringRule = { kind: 'all' } | { kind: 'k-of-n'; k: number } | { kind: 'proportional' };

export interface SubmissionGrade {
  /** As in the roster; the folder's or the archive's name without one; a pseudonym with `--anonymous`. */
  id: string;
  /** What the roster says about the student; empty without a roster, and with `--anonymous`. */
  student: { name?: string; email?: string; [column: string]: string | undefined };
  /** SHA-256 of the submission's files; empty when it could not be read. */
  digest: string;
  /**
   * `graded`: every test has a verdict that is the submission's own doing. `incomplete`: some cell has not run, or
   * ended by a fault of the harness: its points are neither given nor taken, somebody has to look.
   */
  status: 'graded' | 'incomplete' | 'missing';
  /** Why a submission could not be read or built, in words; null when there was no such problem. */
  problem: string | null;
  tests: TestGrade[];
  /** The parts' points, as the rule gives them. */
  parts: { id: string; points: number; earned: number }[];
  points: number;
  /** Before lateness. */
  earned: number;
  late: LateDecision | null;
  /** What goes into the gradebook; null when `incomplete` or `missing`: a blank, not a zero. */
  score: number | null;
  /** Every run, as `labs test --reporter json` would print it, without real time. */
  report: ReportDocument;
}

/** One test over all its seeds. */
export interface TestGrade {
  id: string;
  title: string;
  points: number;
  earned: number;
  /** How many of its runs passed, and how many there were. */
  passed: number;
  runs: number;
  /** `incomplete`: a run is missing or ended by a fault of the harness. */
  status: 'passed' | 'partly' | 'failed' | 'incomplete';
}

/** What the course's late policy made of a submission. */
export interface LateDecision {
  /** By how much it came after the deadline that counts for the student, ms; 0: in time. */
  lateByMs: number;
  lateDaysUsed: number;
  /** Left of the student's budget after this submission. */
  lateDaysLeft: number;
  /** What `earned` is multiplied by. */
  factor: number;
  /** The decision in words, for the student. */
  explanation: string;
}

export interface ClassSummary {
  submissions: number;
  graded: number;
  incomplete: number;
  missing: number;
  /** Of the scores that are not null; null when there is none. */
  mean: number | null;
  median: number | null;
  /** Ten buckets of equal width from 0 to `points`; the last includes the maximum. */
  histogram: { from: number; to: number; count: number }[];
  /** Hardest first, ties by id. */
  tests: { id: string; title: string; passRate: number; runs: number }[];
  /** What a person should look at: who, and why. */
  suspects: { id: string; reason: string }[];
}
