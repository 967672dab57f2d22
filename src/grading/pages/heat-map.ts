import type { ClassDocument, RunIdentity, SubmissionGrade, TestGrade } from '../batch/class-document.ts';
import type { TestReport } from '../report/document.ts';
import { testAnchor } from './anchors.ts';
import type { CellCode, HeatMapData, HeatMapRow } from './heat-map-data.ts';
import { shownLine } from './shown-text.ts';
import { runsOf } from './test-runs.ts';

/** UTF-16 units of a reason in the map; the submission's page has the whole. */
const NOTE_MAX = 120;

const CODE_OF_RUN: Readonly<Record<TestReport['status'], CellCode>> = {
  passed: '·',
  failed: 'F',
  timeout: 'T',
  livelock: 'L',
  crashed: 'C',
  oom: 'M',
  'build-error': 'B',
  skipped: '?',
  inconclusive: '?',
  'harness-error': '?',
};

/** Tests × submissions, a character per cell: a map of 200 × 150 is 30 kB, without the reasons. */
export function heatMap(document: ClassDocument, hrefs: ReadonlyMap<string, string>): HeatMapData {
  const { submissions, summary, run } = document;
  const titles = new Map(submissions.flatMap(({ tests }) => tests.map(({ id, title }) => [id, title] as const)));
  const hardness = new Map(summary.tests.map(({ id }, place) => [id, place]));
  const tests = [...titles].map(([id, title]) => ({
    id,
    title: shownLine(title),
    hardness: hardness.get(id) ?? hardness.size,
    anchor: testAnchor(id),
  }));
  const order = new Map(partIdsOf(run, tests).map((id, place) => [id, place]));
  tests.sort((a, b) => (order.get(partOf(a)) ?? 0) - (order.get(partOf(b)) ?? 0));
  const parts = [...order.keys()]
    .map((id) => ({ id, columns: tests.filter((test) => partOf(test) === id).length }))
    .filter(({ columns }) => columns > 0);
  return { parts, tests, submissions: submissions.map((submission) => rowOf(submission)) };

  function rowOf(submission: SubmissionGrade): HeatMapRow {
    const { id, student, status, score } = submission;
    const grades = new Map(submission.tests.map((test) => [test.id, test]));
    const runs = runsOf(submission);
    const notes: Record<number, string> = {};
    const cells = tests.map((test, column) => {
      const grade = grades.get(test.id);
      if (grade === undefined) return '-';
      const own = runs.get(test.id) ?? [];
      const culprit = own.find((one) => one.run.status !== 'passed' && one.run.status !== 'skipped');
      if (grade.status !== 'passed') {
        const why = culprit?.run.failure === undefined ? '' : shownLine(culprit.run.failure?.message ?? '', NOTE_MAX);
        notes[column] = `${grade.passed} of ${grade.runs} runs passed${why === '' ? '' : `; ${culprit?.name}: ${why}`}`;
      }
      return codeOf(grade, culprit?.run);
    });
    return {
      id: shownLine(id),
      name: shownLine(student.name ?? ''),
      href: hrefs.get(id) ?? '',
      status,
      score,
      cells: cells.join(''),
      notes,
    };
  }
}

function codeOf({ status }: TestGrade, culprit: TestReport | undefined): CellCode {
  switch (status) {
    case 'passed':
      return '·';
    case 'partly':
      return '~';
    case 'incomplete':
      return '?';
    case 'failed': {
      const code = culprit === undefined ? 'F' : CODE_OF_RUN[culprit.status];
      return code === '·' || code === '?' ? 'F' : code;
    }
  }
}

/** Those of the run in its order; behind them any that only a submission speaks of. */
function partIdsOf({ parts }: RunIdentity, tests: readonly { id: string }[]): string[] {
  return [...new Set([...parts, ...tests.map(partOf)])];
}

function partOf({ id }: { id: string }): string {
  return id.split('/')[0] ?? '';
}
