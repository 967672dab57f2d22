import { join } from 'node:path';
import type { LoadedConfig } from '../grading/config/load-config.ts';
import { makeFolder } from '../grading/make-folder.ts';
import { exitCodeOf, makeDocument, type ReportDocument } from '../grading/report/document.ts';
import { describeMissing, findIsolation } from '../grading/run/isolation.ts';
import type { ProcessIsolation } from '../grading/run/messages.ts';
import type { Cell } from '../grading/run/plan.ts';
import type { CellResult } from '../grading/run/run-cells.ts';
import { isSubmissionFault, unbuiltRun } from '../grading/submission/submission-fault.ts';
import { loadCode, replayOptions, submissionFolder } from './code-options.ts';
import { executeCells, isolationOf, layersOf } from './execute-cells.ts';
import { tellGithub, withoutCommands } from './github-actions.ts';
import { createProgress } from './progress.ts';
import { checkFiles, planReports, printReport, reportFacts, writeReports } from './reports.ts';
import { requiredParts } from './required-parts.ts';
import { configFor, planFor, runContext, type TestOptions } from './run-tests.ts';

/** What commander hands over. */
export interface CiOptions extends Omit<TestOptions, 'inspect' | 'watch' | 'checkDeterminism'> {
  /** Folder of the reports. */
  reports: string;
}

/**
 * `labs ci`: runs what the config requires, and writes the reports that CI systems read. A submission that does not
 * build fails its tests, instead of ending the command: the reports say so. Returns the exit code.
 */
export async function runCi(parts: readonly string[], options: CiOptions): Promise<number> {
  const config = configFor(options);
  const cells = planFor(requiredParts(parts, config), options, config);
  const reports = planReports({ ...options, report: [...standardReports(options), ...(options.report ?? [])] });
  makeFolder(options.reports, 'name another one with --reports DIR');
  checkFiles(reports);
  const startedAtMs = Date.now();
  const isText = reports.reporter.name === 'text';
  const document = await withoutCommands(isText, () => grade(cells, options, config, isText));
  const facts = reportFacts(startedAtMs, config.course, reports);
  printReport(document, reports, facts);
  writeReports(document, reports, facts);
  if (isText) console.log(`reports: ${reports.files.map(({ path }) => path).join(', ')}`);
  tellGithub(document, facts, { isLog: isText });
  return exitCodeOf(document);
}

function standardReports({ reports }: CiOptions): string[] {
  return [
    `junit=${join(reports, 'junit.xml')}`,
    `markdown=${join(reports, 'summary.md')}`,
    `json=${join(reports, 'report.json')}`,
  ];
}

async function grade(
  cells: readonly Cell[],
  options: CiOptions,
  config: LoadedConfig,
  isText: boolean,
): Promise<ReportDocument> {
  // Whoever reads the reports has the submission before them, but neither this machine's folders nor its files.
  const context = { ...runContext(options, config), replayOptions: replayOptions({ with: options.with ?? [] }) };
  const isolation = await jailOrNone(options, config);
  const progress = await createProgress({ cells, context, isText });
  const onResult = (result: CellResult) => progress.onResult(result);
  const results: CellResult[] = [];
  // Lab by lab, so that one that does not build takes no other with it.
  for (const entry of new Set(cells.map(({ test }) => test.entry))) {
    const own = cells.filter(({ test }) => test.entry === entry);
    results.push(...(await gradeLab(own, options, config, { isolation, onResult })));
  }
  const document = makeDocument(results, { ...context, layers: await layersOf(results, options, config, isolation) });
  progress.finish(document);
  return document;
}

async function gradeLab(
  cells: readonly Cell[],
  options: CiOptions,
  config: LoadedConfig,
  execution: { isolation: ProcessIsolation | undefined; onResult: (result: CellResult) => void },
): Promise<CellResult[]> {
  try {
    const submission = await loadCode(cells, options, config);
    return await executeCells(cells, options, config, { ...execution, submission });
  } catch (error) {
    if (!isSubmissionFault(error)) throw error;
    const run = unbuiltRun(error, submissionFolder(options, config));
    const results = cells.map((cell) => ({ cell, run }));
    for (const result of results) execution.onResult(result);
    return results;
  }
}

/** In the jail where it is complete; elsewhere as `labs test` runs it, unless `--host` says otherwise. */
async function jailOrNone(options: CiOptions, config: LoadedConfig): Promise<ProcessIsolation | undefined> {
  if (options.host !== undefined || options.strictIsolation) return isolationOf(options, config);
  const { isolation, missing } = findIsolation({ limits: config.limits, isStrict: false });
  if (missing.length === 0) return isolation;
  console.error(
    `note: the code runs without a jail, which is not complete here (\`labs doctor\`):\n${describeMissing(missing)}`,
  );
  return undefined;
}
