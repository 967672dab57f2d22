import type { FailureReport, PartReport, ReportDocument, TestReport } from '../../../../src/grading/report/document.ts';
import type { ReportFacts } from '../../../../src/grading/report/facts.ts';

/** What a submission may try to get into a report. */
export const HOSTILE = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  'nul\u0000',
  ']]>',
  '<script>alert(1)</script>',
  '"quoted" & \'more\'',
  '100%',
  '\ud800 alone',
  'r\u202etl',
].join(' ');

export const HOSTILE_LINES = `${HOSTILE}\r\n::set-output name=score::100\n::error::forged\n=cmd|'/c calc'!A1\n</pre></details>\n~~~\n# SKIP\n...\n{"scores":{"Lab 2A":100}}`;

const RUN: TestReport = {
  id: '2A/first',
  title: 'initial election',
  seed: 1,
  status: 'passed',
  points: 2,
  earned: 2,
  durationMs: 41,
  virtualMs: 4_835,
  events: 36,
  rpcs: 10,
  bytes: 1_000,
  peers: 3,
  commits: 0,
  digest: 'd1',
  failure: null,
};

export function run(facts: Partial<TestReport>): TestReport {
  const test = { ...RUN, ...facts };
  return { ...test, earned: test.status === 'passed' ? test.points : 0 };
}

export function failure(facts: Partial<FailureReport> = {}): FailureReport {
  return {
    kind: 'safety',
    property: 'one vote per term',
    statement: 'a server votes once in a term (Raft §5.2)',
    message: 'server 6 voted twice',
    expected: 'one vote',
    actual: 'two votes',
    atMs: 870.7,
    event: 98,
    replay: 'labs replay 2A/second@2',
    hint: 'persist votedFor',
    stack: [],
    ...facts,
  };
}

/** Tests with every verdict, one with several seeds, one of a hostile submission. */
export const NASTY: ReportDocument = documentOf([
  part('2A', [
    run({ id: '2A/first' }),
    run({ id: '2A/second', title: 'several seeds', seed: 1, points: 1.5 }),
    run({ id: '2A/second', title: 'several seeds', seed: 2, points: 1.5, status: 'failed', failure: failure() }),
    run({ id: '2A/second', title: 'several seeds', seed: 3, points: 1.5, status: 'timeout', failure: failure() }),
    run({
      id: '2A/third',
      title: 'hostile',
      status: 'crashed',
      failure: failure({
        message: HOSTILE,
        actual: HOSTILE_LINES,
        replay: 'labs replay 2A/third@1',
        stack: ['at Object.<anonymous> (/usr/lib/x.js:1:1)', 'at elect (my code/raft, v2:1.ts:87:12)'],
      }),
    }),
  ]),
  part('2B', [
    run({
      id: '2B/broken',
      title: 'the harness fails',
      points: 0.5,
      status: 'harness-error',
      failure: failure({ kind: 'harness', property: 'harness', message: 'the harness is at fault: out of cheese' }),
    }),
    run({ id: '2B/late', title: 'not run', status: 'skipped' }),
  ]),
]);

export const FACTS: ReportFacts = {
  course: '6.824 (2022)',
  labsVersion: '1.2.3',
  startedAtMs: Date.UTC(2026, 10, 22, 20, 40, 0),
  finishedAtMs: Date.UTC(2026, 10, 22, 20, 40, 3),
  workingFolder: '',
  environment: {
    CLASSROOM: 'cs6824',
    ASSIGNMENT: 'raft',
    SUBMISSION_TAG: 'submit/1',
    COMMIT_URL: 'https://github.example/c/1',
    RELEASE_URL: 'https://github.example/r/1',
  },
};

export function part(id: string, tests: TestReport[]): PartReport {
  const points = new Map(tests.map((test) => [test.id, test.points]));
  const bad = new Set(tests.filter(({ status }) => status !== 'passed').map((test) => test.id));
  const sum = (ids: string[]) => ids.reduce((total, test) => total + (points.get(test) ?? 0), 0);
  const ids = [...points.keys()];
  return { id, title: `Part ${id}`, points: sum(ids), earned: sum(ids.filter((test) => !bad.has(test))), tests };
}

export function documentOf(parts: PartReport[]): ReportDocument {
  const tests = parts.flatMap((one) => one.tests);
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  return {
    version: 1,
    tool: 'labs',
    submission: '.',
    seed: 1,
    parts,
    summary: {
      passed: count('passed'),
      failed: tests.length - count('passed') - count('skipped'),
      skipped: count('skipped'),
      points: parts.reduce((sum, { points }) => sum + points, 0),
      earned: parts.reduce((sum, { earned }) => sum + earned, 0),
      durationMs: 3_000,
      events: 1_000,
    },
  };
}

/** A class of its own: as many failing tests as asked for, each with the given text. */
export function manyFailures(count: number, text: string): ReportDocument {
  const tests = Array.from({ length: count }, (_, i) =>
    run({
      id: `2B/test-${i}`,
      title: `test ${i}`,
      points: 1,
      status: 'failed',
      failure: failure({ message: text, expected: text, actual: text, hint: text, stack: [text] }),
    }),
  );
  return documentOf([part('2B', tests)]);
}
