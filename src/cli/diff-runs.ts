import chalk from 'chalk';
import { EXIT } from '../base/errors.ts';
import { type ClassComparison, compareClasses, type GradeChange } from '../grading/batch/compare-classes.ts';
import { RunFolder } from '../grading/batch/run-folder.ts';

/** `labs diff`: returns the exit code. */
export function diffRuns(before: string, after: string, { reporter }: { reporter: string }): number {
  const comparison = compareClasses(RunFolder.open(before).readGrades(), RunFolder.open(after).readGrades());
  console.log(
    reporter === 'json' ? JSON.stringify({ version: 1, ...comparison }, null, 2) : comparisonText(comparison),
  );
  return EXIT.passed;
}

function comparisonText({ lowered, raised, other, onlyBefore, onlyAfter, unchanged }: ClassComparison): string {
  return [
    ...section('lowered', lowered.map(changeText), chalk.red),
    ...section('raised', raised.map(changeText), chalk.green),
    ...section('changed otherwise', other.map(changeText), chalk.yellow),
    ...section('only in the first run', onlyBefore, chalk.yellow),
    ...section('only in the second run', onlyAfter, chalk.yellow),
    `${lowered.length} lowered, ${raised.length} raised, ${unchanged} unchanged`,
  ].join('\n');
}

function section(title: string, lines: readonly string[], paint: (text: string) => string): string[] {
  return lines.length === 0 ? [] : [paint(title), ...lines.map((line) => `  ${line}`), ''];
}

function changeText({ id, before, after, tests }: GradeChange): string {
  const changes = tests.map((test) => `\n      ${test.id}: ${test.before} → ${test.after}`);
  return `${id}: ${before ?? 'no score'} → ${after ?? 'no score'}${changes.join('')}`;
}
