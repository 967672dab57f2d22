import { RandomStream } from '../../../../src/base/random.ts';
import type { ClassDocument, SubmissionGrade, TestGrade } from '../../../../src/grading/batch/class-document.ts';
import type { FailureReport, ReportDocument, TestReport } from '../../../../src/grading/report/document.ts';
import { partOf } from '../../../../src/labs/lab-test.ts';
import { PARTS, TESTS } from '../../../../src/labs/registry.ts';

export interface ClassOptions {
  seed: number;
  submissions: number;
  parts?: readonly string[];
  /** Known seeds per test. */
  seeds?: number;
  heldOutSeeds?: number;
  /** Where a student's words end up: ids, names, messages, reasons. By default they are harmless. */
  words?: (stream: RandomStream) => string;
}

const FIRST_HELD_OUT = 900_000;

const PEOPLE = ['Ada', 'Barbara', 'Edsger', 'Frances', 'Grace', 'Ken', 'Leslie', 'Nancy', 'Radia', 'Tony'];

const MESSAGES = [
  'servers disagree about index 4: a committed entry was lost',
  'two leaders in term 7: server 0 and server 2',
  'no leader within 5 election timeouts of a connected majority',
  'the history is not linearizable: a read of key "x" returns an old value',
];

/** A class as a run would grade it, decided by the seed alone. Sums and statuses agree with each other. */
export function randomClass(options: ClassOptions): ClassDocument {
  const { seed, submissions: count, parts = PARTS.map(({ id }) => id), seeds = 1, heldOutSeeds = 0 } = options;
  const stream = new RandomStream(seed, 'class');
  const tests = TESTS.filter((test) => parts.includes(partOf(test))).map(({ id, title }) => ({
    id,
    title,
    points: stream.int(1, 3),
    difficulty: stream.float() ** 3,
  }));
  const allSeeds = [
    ...Array.from({ length: seeds }, (_, n) => n + 1),
    ...Array.from({ length: heldOutSeeds }, (_, n) => FIRST_HELD_OUT + n),
  ];
  const words = options.words ?? ((words) => words.pick(MESSAGES));
  const submissions = Array.from({ length: count }, (_, n) => submission(n)).sort((a, b) => (a.id < b.id ? -1 : 1));

  function submission(n: number): SubmissionGrade {
    const skill = stream.float();
    const fate = stream.float();
    const name = `${stream.pick(PEOPLE)} ${String.fromCharCode(65 + (n % 26))}.`;
    const id = options.words === undefined ? `team-${String(n + 1).padStart(3, '0')}` : `${n} ${words(stream)}`;
    const isMissing = fate > 0.96;
    const hasProblem = fate > 0.93 && !isMissing;
    const isIncomplete = fate < 0.04;
    const runs = new Map<string, TestReport[]>();
    const grades = isMissing
      ? []
      : tests.map((test): TestGrade => {
          const own = allSeeds.map((runSeed) => {
            const passes =
              !hasProblem && (stream.chance(0.25 + skill) || !stream.chance(test.difficulty + 0.3 * (1 - skill)));
            return testReport(
              test,
              runSeed,
              passes ? 'passed' : isIncomplete && stream.chance(0.5) ? 'harness-error' : failedStatus(),
            );
          });
          runs.set(test.id, own);
          const passed = own.filter(({ status }) => status === 'passed').length;
          const isOpen = own.some(({ status }) => status === 'harness-error');
          const { id: testId, title, points } = test;
          const status = isOpen ? 'incomplete' : passed === own.length ? 'passed' : passed > 0 ? 'partly' : 'failed';
          return {
            id: testId,
            title,
            points,
            earned: status === 'passed' ? points : 0,
            passed,
            runs: own.length,
            status,
          };
        });
    const status = isMissing ? 'missing' : grades.some((one) => one.status === 'incomplete') ? 'incomplete' : 'graded';
    const partSums = parts.map((part) => ({ id: part, ...sums(grades.filter((test) => partOf(test) === part)) }));
    const { points, earned } = isMissing ? { ...sums(tests.map((test) => ({ ...test, earned: 0 }))) } : sums(grades);
    const factor = stream.chance(0.15) ? 0.9 : 1;
    return {
      id,
      student: { name: options.words === undefined ? name : words(stream), email: `student${n}@example.edu` },
      digest: isMissing ? '' : hexOf(n),
      status,
      problem: hasProblem ? `raft.ts:12:7: ${words(stream)}` : null,
      tests: grades,
      parts: isMissing ? [] : partSums,
      points,
      earned,
      late: isMissing
        ? null
        : {
            lateByMs: factor === 1 ? 0 : 90_000_000,
            lateDaysUsed: factor === 1 ? 0 : 2,
            lateDaysLeft: 1,
            factor,
            explanation:
              factor === 1 ? 'Handed in before the deadline.' : 'Two late days would be needed, one was left.',
          },
      score: status === 'graded' ? Math.round(earned * factor * 100) / 100 : null,
      report: reportOf(id, runs),
    };
  }

  function failedStatus(): TestReport['status'] {
    return stream.pick(['failed', 'failed', 'failed', 'timeout', 'livelock', 'crashed', 'oom']);
  }

  function testReport(test: (typeof tests)[number], runSeed: number, status: TestReport['status']): TestReport {
    const { id, title, points } = test;
    return {
      id,
      title,
      ...(runSeed >= FIRST_HELD_OUT ? { seed: 0, heldOut: runSeed - FIRST_HELD_OUT + 1 } : { seed: runSeed }),
      status,
      points,
      earned: status === 'passed' ? points : 0,
      durationMs: 0,
      virtualMs: 3_341,
      events: 5_120,
      rpcs: 800,
      bytes: 90_000,
      peers: 5,
      commits: 12,
      digest: hexOf(runSeed),
      failure: status === 'passed' ? null : failure(id, runSeed),
    };
  }

  function failure(id: string, runSeed: number): FailureReport {
    return {
      kind: 'safety',
      property: 'state machine safety',
      statement: 'servers apply the same command at the same index (Raft §5.4.3)',
      message: words(stream),
      expected: `server 2 applies "${words(stream)}" at index 2, as server 0 did at 2343.083308 ms`,
      actual: `server 2 applied "command 3" at index 2\n${words(stream)}`,
      atMs: 3_341.3,
      event: 405,
      replay: runSeed >= FIRST_HELD_OUT ? '' : `labs replay ${id}@${runSeed}`,
      hint: 'a leader may count replicas only for entries of its own term: older ones are committed along with those (Figure 8)',
      stack: stream.chance(0.3) ? ['raft/election.ts:87:12', 'raft/raft.ts:240:5'] : [],
    };
  }

  function reportOf(name: string, runs: ReadonlyMap<string, TestReport[]>): ReportDocument {
    const all = [...runs.values()].flat();
    const passed = all.filter(({ status }) => status === 'passed').length;
    return {
      version: 1,
      tool: 'labs',
      submission: name,
      seed: 1,
      parts: PARTS.filter(({ id }) => all.some((test) => partOf(test) === id)).map(({ id, title }) => ({
        id,
        title,
        points: 0,
        earned: 0,
        tests: all.filter((test) => partOf(test) === id),
      })),
      summary: { passed, failed: all.length - passed, skipped: 0, points: 0, earned: 0, durationMs: 0, events: 0 },
    };
  }

  const scores = submissions.flatMap(({ score }) => (score === null ? [] : [score])).sort((a, b) => a - b);
  const most = tests.reduce((sum, { points }) => sum + points, 0);
  const statuses = (status: SubmissionGrade['status']) => submissions.filter((one) => one.status === status).length;
  return {
    version: 1,
    tool: 'labs',
    run: {
      id: options.words === undefined ? 'lab2-final' : words(stream),
      course: '6.824 (2022)',
      labsVersion: '0.1.0',
      specDigest: hexOf(seed),
      parts: [...parts],
      seeds: allSeeds.slice(0, seeds),
      heldOutSeeds,
      rule: { kind: 'all' },
      host: 'process',
    },
    submissions,
    summary: {
      submissions: count,
      graded: statuses('graded'),
      incomplete: statuses('incomplete'),
      missing: statuses('missing'),
      mean: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      median: scores[Math.floor(scores.length / 2)] ?? null,
      histogram: Array.from({ length: 10 }, (_, n) => {
        const [from, to] = [(most * n) / 10, (most * (n + 1)) / 10];
        return { from, to, count: scores.filter((score) => score >= from && (n === 9 || score < to)).length };
      }),
      tests: tests
        .map(({ id, title }) => {
          const runs = submissions.flatMap((one) => one.tests.filter((test) => test.id === id));
          const total = runs.reduce((sum, test) => sum + test.runs, 0);
          const passed = runs.reduce((sum, test) => sum + test.passed, 0);
          return { id, title, passRate: total === 0 ? 0 : passed / total, runs: total };
        })
        .sort((a, b) => a.passRate - b.passRate || (a.id < b.id ? -1 : 1)),
      suspects: submissions
        .filter(() => stream.chance(0.02))
        .map(({ id }) => ({ id, reason: `two runs of one seed differ: ${words(stream)}` })),
    },
  };
}

function sums(tests: readonly { points: number; earned: number }[]): { points: number; earned: number } {
  return {
    points: tests.reduce((sum, { points }) => sum + points, 0),
    earned: tests.reduce((sum, { earned }) => sum + earned, 0),
  };
}

function hexOf(number: number): string {
  return number.toString(16).padStart(8, '0').repeat(8);
}
