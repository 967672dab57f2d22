import type { ClassDocument, SubmissionGrade } from '../../../../src/grading/batch/class-document.ts';
import { HOSTILE } from '../report/nasty-document.ts';

function grade(id: string, facts: Partial<SubmissionGrade>): SubmissionGrade {
  return {
    id,
    student: { name: `Student ${id}`, email: `${id}@x.edu` },
    digest: 'd',
    status: 'graded',
    problem: null,
    tests: [{ id: '2A/a', title: 'agreement', points: 10, earned: 7.5, passed: 3, runs: 4, status: 'partly' }],
    parts: [{ id: '2A', points: 10, earned: 7.5 }],
    points: 10,
    earned: 7.5,
    late: null,
    score: 7.5,
    report: {
      version: 1,
      tool: 'labs',
      submission: id,
      seed: 1,
      parts: [],
      summary: { passed: 0, failed: 0, skipped: 0, points: 10, earned: 7.5, durationMs: 0, events: 0 },
    },
    ...facts,
  };
}

/** A student who is late, one with a zero and a hostile name, one without a score. */
export const CLASS: ClassDocument = {
  version: 1,
  tool: 'labs',
  run: {
    id: 'r1',
    course: '6.824',
    labsVersion: '1.2.3',
    specDigest: 's',
    parts: ['2A'],
    seeds: [1],
    heldOutSeeds: 3,
    rule: { kind: 'proportional' },
    host: 'process',
  },
  submissions: [
    grade('ada', {
      late: { lateByMs: 1, lateDaysUsed: 1, lateDaysLeft: 2, factor: 0.9, explanation: 'one day late: times 0.9' },
      score: 6.75,
    }),
    grade('bob', {
      student: { name: `=HYPERLINK("http://x") ${HOSTILE}`, email: 'bob@x.edu' },
      problem: '-1+1 is not a module',
      earned: 0,
      score: 0,
      parts: [{ id: '2A', points: 10, earned: 0 }],
    }),
    grade('eve', { status: 'incomplete', score: null }),
  ],
  summary: {
    submissions: 3,
    graded: 2,
    incomplete: 1,
    missing: 0,
    mean: 3.38,
    median: 3.38,
    histogram: [],
    tests: [],
    suspects: [],
  },
};
