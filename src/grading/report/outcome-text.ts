import { Chalk } from 'chalk';
import { oneLine } from './plain-text.ts';
import type { TestOutcome } from './test-outcome.ts';
import { failureText } from './text.ts';

const PLAIN = new Chalk({ level: 0 });

/** One line: what came of a test. */
export function outcomeLine({ verdict, shown, passed, runs }: TestOutcome): string {
  const seeds = runs === 1 ? '' : `passed with ${passed} of ${runs} seeds`;
  if (verdict === 'passed') return seeds || 'passed';
  const what =
    verdict === 'skipped'
      ? 'not run'
      : `${verdict === 'undecided' ? 'no verdict, not the submission’s fault: ' : ''}${oneLine(shown.failure?.message ?? shown.status)}`;
  return seeds === '' ? what : `${what} (${seeds})`;
}

/** All there is to say about what came of a test; the first line says the reason. */
export function outcomeText(test: TestOutcome): string {
  const details = failureText(test.shown, PLAIN).trimEnd();
  if (details === '') return outcomeLine(test);
  return [
    details,
    ...(test.runs === 1
      ? []
      : [`  seeds      passed with ${test.passed} of ${test.runs}; this is seed ${test.shown.seed}`]),
    ...(test.verdict === 'undecided' ? ['  verdict    none: this is not the submission’s fault'] : []),
  ].join('\n');
}

/** The innermost place in the submission's files that a failure came from, if code threw. */
export function placeOf({ shown }: TestOutcome): { file: string; line: number; column: number } | undefined {
  for (const frame of shown.failure?.stack ?? []) {
    const match = /^at (?:.*? \()?([^()\n]+?):(\d+):(\d+)\)?$/.exec(frame);
    // What lies outside the working directory is shown with its absolute path, and is no file of the repository.
    if (match === null || (match[1] as string).startsWith('/')) continue;
    return { file: match[1] as string, line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}
