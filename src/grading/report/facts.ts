/**
 * What a report says besides the results, read once at the edge: given the same document and the same facts, every
 * format gives the same text.
 */
export interface ReportFacts {
  course: string;
  labsVersion: string;
  /** Unix time, ms. */
  startedAtMs: number;
  finishedAtMs: number;
  /** Where the working directory is below the root of the repository, with slashes; empty: it is the root. */
  workingFolder: string;
  /** Environment variables: some graders name the submission there. */
  environment: Readonly<Record<string, string | undefined>>;
  /** What the grading system says about the submission (Gradescope's `submission_metadata.json`); absent: nothing. */
  metadata?: SubmissionMetadata;
}

/** The times that decide whether a submission is late, Unix ms; null: not said. */
export interface SubmissionMetadata {
  createdAtMs: number | null;
  dueAtMs: number | null;
  lateDueAtMs: number | null;
}
