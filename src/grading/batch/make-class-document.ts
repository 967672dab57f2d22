import type { ClassDocument } from './class-document.ts';
import type { ClassResults } from './class-results.ts';
import { summarize } from './class-summary.ts';
import { type GradeSpec, specDigest } from './grade-spec.ts';
import { gradeSubmission } from './submission-grade.ts';
import { UnitKeys } from './units.ts';

/** The document of a class: a pure function of the run's spec and its journal. */
export function makeClassDocument(spec: GradeSpec, results: ClassResults): ClassDocument {
  const keys = new UnitKeys(spec);
  const submissions = results.entries.map((entry) => gradeSubmission(entry, results, { spec, keys }));
  return {
    version: 1,
    tool: 'labs',
    run: {
      id: results.runId,
      course: spec.course,
      labsVersion: spec.labsVersion,
      specDigest: specDigest(spec),
      parts: spec.parts.map(({ id }) => id),
      seeds: spec.seeds,
      heldOutSeeds: Object.values(spec.heldOut.seeds)[0]?.length ?? 0,
      rule: spec.rule,
      host: spec.host,
    },
    submissions,
    summary: summarize(submissions),
  };
}
