import type { ClassSummary, SubmissionGrade } from './class-document.ts';
import { outcomeOf, roundPoints } from './scoring.ts';
import { findSuspects } from './suspects.ts';

const BUCKETS = 10;

/** What a class looks like as a whole. */
export function summarize(submissions: readonly SubmissionGrade[]): ClassSummary {
  const count = (status: SubmissionGrade['status']) => submissions.filter((each) => each.status === status).length;
  const scores = submissions.flatMap(({ score }) => (score === null ? [] : [score])).sort((a, b) => a - b);
  const points = submissions[0]?.points ?? 0;
  return {
    submissions: submissions.length,
    graded: count('graded'),
    incomplete: count('incomplete'),
    missing: count('missing'),
    mean: scores.length === 0 ? null : roundPoints(scores.reduce((sum, score) => sum + score, 0) / scores.length),
    median: medianOf(scores),
    histogram: histogramOf(scores, points),
    tests: passRates(submissions),
    suspects: findSuspects(submissions),
  };
}

/** @param scores ascending. */
function medianOf(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  const middle = scores.length / 2;
  const [low, high] = [scores[Math.ceil(middle) - 1] as number, scores[Math.floor(middle)] as number];
  return roundPoints((low + high) / 2);
}

/** Points of optional tests may lead beyond the maximum: they count in the last bucket. */
function histogramOf(scores: readonly number[], points: number): ClassSummary['histogram'] {
  const width = points / BUCKETS;
  const counts = new Array<number>(BUCKETS).fill(0);
  for (const score of scores) {
    const bucket = width === 0 ? BUCKETS - 1 : Math.min(BUCKETS - 1, Math.floor(score / width));
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts.map((count, i) => ({ from: roundPoints(i * width), to: roundPoints((i + 1) * width), count }));
}

/** Over the runs that have a verdict. */
function passRates(submissions: readonly SubmissionGrade[]): ClassSummary['tests'] {
  const titles = new Map(submissions.flatMap(({ tests }) => tests.map(({ id, title }) => [id, title] as const)));
  const counts = new Map<string, { passed: number; runs: number }>();
  for (const { report } of submissions) {
    for (const { id, status } of report.parts.flatMap(({ tests }) => tests)) {
      const outcome = outcomeOf(status);
      if (outcome === 'unknown') continue;
      const { passed, runs } = counts.get(id) ?? { passed: 0, runs: 0 };
      counts.set(id, { passed: passed + (outcome === 'passed' ? 1 : 0), runs: runs + 1 });
    }
  }
  return [...counts]
    .map(([id, { passed, runs }]) => ({ id, title: titles.get(id) ?? id, passRate: passed / runs, runs }))
    .sort((a, b) => a.passRate - b.passRate || (a.id < b.id ? -1 : 1));
}
