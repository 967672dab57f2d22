import { makeDocument, type ReportDocument } from '../report/document.ts';
import { EMPTY_RUN } from '../run/cell-run.ts';
import { findTest } from '../run/plan.ts';
import type { CellResult } from '../run/run-cells.ts';
import { buildFailure } from './build-failure.ts';
import type { LateDecision, SubmissionGrade, TestGrade } from './class-document.ts';
import type { ClassResults } from './class-results.ts';
import type { GradeSpec } from './grade-spec.ts';
import type { ClassEntry } from './journal-record.ts';
import { decideLateness } from './late-policy.ts';
import { gradePart, gradeTest, outcomeOf, roundPoints, sumPoints } from './scoring.ts';
import { type SpecSeed, seedsOf, testsOfSpec, type UnitKeys } from './units.ts';

/** One run of a submission with what is known of its seed. */
interface SeededResult extends CellResult {
  seed: SpecSeed;
}

/** The grade of one submission, from what the journal says. */
export function gradeSubmission(
  entry: ClassEntry,
  results: ClassResults,
  { spec, keys }: { spec: GradeSpec; keys: UnitKeys },
): SubmissionGrade {
  const seeded = resultsOf(entry, results, { spec, keys });
  const tests = testsOfSpec(spec).map((test) => {
    const statuses = seeded.filter(({ cell }) => cell.test.id === test.id).map(({ run }) => run.status);
    return gradeTest(test, statuses, spec.rule);
  });
  const status = statusOf(entry, tests);
  const parts = spec.parts.map((part) => gradePart(part, tests));
  const earned = sumPoints(parts.map((part) => part.earned));
  const late = latenessOf(entry, spec);
  return {
    id: entry.id,
    student: entry.student,
    digest: entry.digest,
    status,
    problem: problemOf(entry, seeded),
    tests,
    parts,
    points: sumPoints(parts.map(({ points }) => points)),
    earned,
    late,
    score: status === 'graded' ? roundPoints(earned * (late?.factor ?? 1)) : null,
    report: reportOf(entry, seeded, { spec, tests }),
  };
}

function resultsOf(
  { digest, problem, isMissing }: ClassEntry,
  results: ClassResults,
  { spec, keys }: { spec: GradeSpec; keys: UnitKeys },
): SeededResult[] {
  return testsOfSpec(spec).flatMap(({ id }) =>
    seedsOf(spec, id).map((seed) => {
      const cell = { test: findTest(id), seed: seed.seed };
      if (isMissing) return { cell, seed, run: { ...EMPTY_RUN, status: 'skipped', failure: null } };
      if (problem !== null) return { cell, seed, run: { ...EMPTY_RUN, ...buildFailure(problem) } };
      const verdict = results.verdictOf(keys.keyOf(digest, id, seed.seed));
      if (verdict === undefined) return { cell, seed, run: { ...EMPTY_RUN, status: 'skipped', failure: null } };
      return { cell, seed, run: { ...verdict, durationMs: 0 } };
    }),
  );
}

function statusOf({ isMissing }: ClassEntry, tests: readonly TestGrade[]): SubmissionGrade['status'] {
  if (isMissing) return 'missing';
  return tests.some(({ status }) => status === 'incomplete') ? 'incomplete' : 'graded';
}

/** Every different reason for which something could not be built; links and the like that were left out, with it. */
function problemOf({ problem, leftOut }: ClassEntry, results: readonly SeededResult[]): string | null {
  const failures = results
    .filter(({ run }) => run.status === 'build-error')
    .map(({ run }) => run.failure?.actual ?? '');
  const reasons = [...new Set(problem === null ? failures : [problem])];
  if (reasons.length === 0) return null;
  if (leftOut.length > 0) reasons.push(`not graded: ${leftOut.join(', ')}`);
  return reasons.join('\n\n');
}

function latenessOf({ submittedAtMs, extension }: ClassEntry, { latePolicy }: GradeSpec): LateDecision | null {
  if (latePolicy === null || submittedAtMs === null) return null;
  return decideLateness(latePolicy, submittedAtMs, extension);
}

/** The document of `labs test`, with the points that the class's rule gives, and without the numbers of secret seeds. */
function reportOf(
  { id }: ClassEntry,
  results: readonly SeededResult[],
  { spec, tests }: { spec: GradeSpec; tests: readonly TestGrade[] },
): ReportDocument {
  const document = makeDocument(results, { config: configOf(spec), submission: id, replayOptions: [] });
  const earned = new Map(tests.map((test) => [test.id, test.earned]));
  const ordinals = new Map(
    testsOfSpec(spec).flatMap((test) =>
      (spec.heldOut.seeds[test.id] ?? []).map((seed, i) => [`${test.id}@${seed}`, i + 1] as const),
    ),
  );
  const parts = document.parts.map((part) => ({
    ...part,
    earned: sumPoints([...new Set(part.tests.map((test) => test.id))].map((test) => earned.get(test) ?? 0)),
    tests: part.tests.map((test) => {
      const heldOut = ordinals.get(`${test.id}@${test.seed}`);
      if (heldOut === undefined) return test;
      return { ...test, seed: 0, heldOut, failure: test.failure && { ...test.failure, replay: '' } };
    }),
  }));
  const failed = results.filter(({ run }) => outcomeOf(run.status) === 'failed').length;
  const passed = results.filter(({ run }) => run.status === 'passed').length;
  return {
    ...document,
    parts,
    summary: {
      ...document.summary,
      passed,
      failed,
      skipped: results.length - passed - failed,
      earned: sumPoints(parts.map((part) => part.earned)),
    },
  };
}

function configOf({ parts, seeds, hints }: GradeSpec): Parameters<typeof makeDocument>[1]['config'] {
  return {
    seed: seeds[0] ?? 0,
    hints,
    parts: Object.fromEntries(
      parts.map(({ id, title, points, tests }) => [
        id,
        {
          title,
          points,
          requires: [],
          optional: tests.filter(({ isOptional }) => isOptional).map((test) => test.id),
          tests: Object.fromEntries(tests.map((test) => [test.id, test.points])),
        },
      ]),
    ),
  };
}
