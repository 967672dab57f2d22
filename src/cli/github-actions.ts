import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { ReportDocument } from '../grading/report/document.ts';
import type { ReportFacts } from '../grading/report/facts.ts';
import { github } from '../grading/report/formats/github.ts';
import { markdown } from '../grading/report/formats/markdown.ts';
import { renderReport } from '../grading/report/registry.ts';

function isOnGithub(): boolean {
  return process.env.GITHUB_ACTIONS === 'true';
}

/**
 * Runs something that prints what a submission says. GitHub Actions obeys commands in whatever a step prints; between
 * the two marks it does not, and the second cannot be guessed.
 *
 * @param isLog does standard output go to the log?
 */
export async function withoutCommands<T>(isLog: boolean, work: () => Promise<T>): Promise<T> {
  if (!isOnGithub() || !isLog) return work();
  const mark = randomUUID();
  console.log(`::stop-commands::${mark}`);
  try {
    return await work();
  } finally {
    console.log(`::${mark}::`);
  }
}

/** Annotations, the step's summary and its outputs; nothing where this is not GitHub Actions. */
export function tellGithub(document: ReportDocument, facts: ReportFacts, { isLog }: { isLog: boolean }): void {
  if (!isOnGithub()) return;
  if (isLog) process.stdout.write(renderReport(github, document, facts));
  const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = facts.environment;
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, renderReport(markdown, document, facts));
  const { earned, points, passed, failed } = document.summary;
  if (GITHUB_OUTPUT) {
    appendFileSync(GITHUB_OUTPUT, `earned=${earned}\npoints=${points}\npassed=${passed}\nfailed=${failed}\n`);
  }
}
