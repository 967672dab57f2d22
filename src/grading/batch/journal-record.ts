import type { CellRun } from '../run/cell-run.ts';

/** What happened in a run. Only `begin` and `resume` hold real time that means anything; grades are made from the rest. */
export type JournalRecord = BeginRecord | ResumeRecord | ClassRecord | UnitRecord;

/** The first record. */
export interface BeginRecord {
  type: 'begin';
  runId: string;
  specDigest: string;
  /** ISO 8601. */
  at: string;
}

/** Somebody went on with the run. */
export interface ResumeRecord {
  type: 'resume';
  at: string;
  /** Bytes of a torn last line that were cut off. */
  cutBytes: number;
}

/** Who is graded. The last such record counts: submissions may be added while a run is incomplete. */
export interface ClassRecord {
  type: 'class';
  /** In the order of their ids. */
  entries: ClassEntry[];
}

/** One student, or group, and what they handed in. */
export interface ClassEntry {
  /** A pseudonym in an anonymous run. */
  id: string;
  /** The roster's other columns; empty in an anonymous run. */
  student: Record<string, string>;
  /** SHA-256 of the files; empty when there are none. */
  digest: string;
  /** Why there are none, in words. */
  problem: string | null;
  isMissing: boolean;
  /** Files that are not graded, and why: links, and what is too large. */
  leftOut: string[];
  /** Unix time; null when nobody said. */
  submittedAtMs: number | null;
  extension: Extension | null;
}

/** What a student was granted beyond the course's policy. */
export interface Extension {
  /** Unix time of a deadline of their own. */
  deadlineMs?: number;
  /** Days after the course's deadline. */
  days?: number;
  /** Late days that earlier assignments have used up. */
  lateDaysUsed?: number;
}

/**
 * One run of a unit. A unit that did not pass is run a second time; a third record of a unit, from another shard or a
 * queue, is as good as any.
 */
export interface UnitRecord {
  type: 'unit';
  key: string;
  submissionDigest: string;
  testId: string;
  seed: number;
  isHeldOut: boolean;
  run: Omit<CellRun, 'durationMs'>;
  /** Real time: for estimates only. */
  durationMs: number;
  /** The run folder's id that this result was taken from; absent: it was run here. */
  carriedFrom?: string;
}
