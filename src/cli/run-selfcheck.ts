import { availableParallelism } from 'node:os';
import chalk from 'chalk';
import { EXIT, LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import { suggest } from '../base/suggest.ts';
import { type LoadedConfig, loadConfig } from '../grading/config/load-config.ts';
import { type Cell, planCells } from '../grading/run/plan.ts';
import { runCells } from '../grading/run/run-cells.ts';
import {
  isSound,
  type ReferenceReport,
  type SelfcheckDocument,
  selfcheckDocument,
} from '../grading/selfcheck/document.ts';
import { loadMutants } from '../grading/selfcheck/load-mutants.ts';
import type { Mutant } from '../grading/selfcheck/mutant.ts';
import { selfcheckPage } from '../grading/selfcheck/page.ts';
import { checkMutant, type MutantReport } from '../grading/selfcheck/selfcheck.ts';
import { loadSubmission } from '../grading/submission/load.ts';
import type { LabEntry } from '../labs/lab-entry.ts';
import { MAPREDUCE_ENTRY } from '../labs/mapreduce/entry.ts';
import { RAFT_ENTRY } from '../labs/raft/entry.ts';
import { PARTS } from '../labs/registry.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { parseCount } from './parse-count.ts';

export interface SelfcheckCommandOptions {
  seeds: string;
  referenceSeeds: string;
  partSeeds?: string;
  jobs?: string;
  reporter: string;
  page?: string;
}

const REFERENCE = packagePath('reference', 'labs');
const SECOND_RAFT = packagePath('reference', 'raft-steps');

/** `labs selfcheck`: returns the exit code. */
export async function runSelfcheck(what: readonly string[], options: SelfcheckCommandOptions): Promise<number> {
  const all = await loadMutants();
  const { mutants, parts } = choose(what, all);
  const seeds = Array.from({ length: parseCount('--seeds', options.seeds, 10_000) }, (_, i) => i + 1);
  const partSeeds = partSeedsOf(options);
  const jobs = options.jobs === undefined ? availableParallelism() : parseCount('--jobs', options.jobs, 1_024);
  const config: LoadedConfig = { ...loadConfig(packagePath()), entries: {} };
  if (options.page !== undefined) checkOutput(options.page);
  const isText = options.reporter === 'text';
  const startMs = performance.now();

  const reports = await inParallel(mutants, jobs, async (mutant) => {
    const report = await checkMutant(mutant, {
      seeds,
      partSeeds,
      limits: config.limits,
      load: (_, tests) =>
        loadSubmission(REFERENCE, config, [...new Set(tests.map(({ entry }) => entry))], { patches: mutant.patches }),
    });
    if (isText) console.log(line(report));
    return report;
  });
  const references = await checkReferences(parts, options, config, jobs);
  // What a test that was not run would have caught is not known.
  const document = selfcheckDocument(reports, references, partSeeds === 0 ? [] : parts);
  if (options.page !== undefined) {
    const seconds = (performance.now() - startMs) / 1_000;
    const command = commandLine(what, options, partSeeds);
    writeOutput(options.page, selfcheckPage(document, all, { command, seconds }));
  }
  if (isText) printSummary(document);
  else process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return isSound(document) ? EXIT.passed : EXIT.failed;
}

/** 0: the directed test of each bug alone. */
function partSeedsOf({ seeds, partSeeds = seeds }: SelfcheckCommandOptions): number {
  return parseCount('--part-seeds', partSeeds, 10_000, 0);
}

function commandLine(
  what: readonly string[],
  { seeds, referenceSeeds }: SelfcheckCommandOptions,
  partSeeds: number,
): string {
  const flags = ['--seeds', seeds, '--part-seeds', partSeeds, '--reference-seeds', referenceSeeds];
  return ['labs selfcheck', ...what, ...flags].join(' ');
}

/** Names are those of bugs, or of parts: then all bugs of the part. */
function choose(what: readonly string[], all: readonly Mutant[]): { mutants: readonly Mutant[]; parts: string[] } {
  const known = PARTS.map(({ id }) => id);
  if (what.length === 0) return { mutants: all, parts: known };
  const mutants = new Set<Mutant>();
  for (const name of what) {
    const found = all.filter(({ id, part }) => [id, part].some((each) => each.toLowerCase() === name.toLowerCase()));
    if (found.length === 0) {
      throw new LabsError('unknown-bug', `there is no planted bug and no part '${name}' with one`, {
        hint: suggest(name, [...all.map(({ id }) => id), ...known]),
      });
    }
    for (const mutant of found) mutants.add(mutant);
  }
  const parts = new Set([...mutants].map(({ part }) => part));
  return { mutants: all.filter((mutant) => mutants.has(mutant)), parts: known.filter((part) => parts.has(part)) };
}

async function checkReferences(
  parts: readonly string[],
  options: SelfcheckCommandOptions,
  config: LoadedConfig,
  jobs: number,
): Promise<ReferenceReport[]> {
  const seeds = parseCount('--reference-seeds', options.referenceSeeds, 100_000, 0);
  if (seeds === 0) return [];
  const cells = planCells({ parts, pattern: undefined, seed: 1, seeds });
  const onRaft = cells.filter(({ test }) => test.entry !== MAPREDUCE_ENTRY);
  const reports = [await checkReference('labs', cells, config, jobs)];
  if (onRaft.length === 0) return reports;
  const substitutes = new Map([[RAFT_ENTRY, SECOND_RAFT]]);
  return [...reports, await checkReference('raft-steps', onRaft, config, jobs, substitutes)];
}

async function checkReference(
  id: string,
  cells: readonly Cell[],
  config: LoadedConfig,
  jobs: number,
  substitutes: ReadonlyMap<LabEntry, string> = new Map(),
): Promise<ReferenceReport> {
  const entries = [...new Set(cells.map(({ test }) => test.entry))];
  const submission = await loadSubmission(REFERENCE, config, entries, { substitutes });
  const results = await runCells({ submission, cells, jobs, bail: false, limits: config.limits, consoleFd: undefined });
  const failed = results
    .filter(({ run }) => run.status !== 'passed')
    .map(({ cell, run }) => `${cell.test.id} at seed ${cell.seed}: ${run.failure?.message ?? run.status}`);
  return { id, runs: results.length, failures: failed.length, failed };
}

/** Works through items with so many at a time; results in the order of the items. */
async function inParallel<T, R>(items: readonly T[], jobs: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const position = next++;
      results[position] = await work(items[position] as T);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}

function line(report: MutantReport): string {
  const { mutant, seeds } = report;
  const entry = selfcheckDocument([report], [], []).mutants[0];
  const name = `${mutant.id} ${mutant.name}`.padEnd(32);
  const isRight = entry?.asExpected === true;
  const mark = isRight ? chalk.green('✓') : chalk.red('✗');
  if (mutant.control !== undefined) return `${mark} ${name} control: ${report.partKills} of ${seeds} seeds failed`;
  const counts = `scenario ${report.scenarioKillsAsExpected}/${seeds}, part ${report.partKillsAsExpected}/${seeds}`;
  const others = entry?.properties.filter((property) => !mutant.expected.includes(property)) ?? [];
  const aside = others.length === 0 ? '' : chalk.dim(`; also reported: ${others.join(', ')}`);
  const hint = entry?.hintRight ? '' : chalk.dim('; hint of another rule');
  return `${mark} ${name} ${counts}${aside}${hint}`;
}

function printSummary({ summary, references, idleTests }: SelfcheckDocument): void {
  console.log('');
  for (const { id, runs, failures, failed } of references) {
    console.log(`reference ${id}: ${runs} runs, ${failures} failures`);
    for (const each of failed) console.log(`    ${each}`);
  }
  if (idleTests.length > 0) console.log(`tests that caught none of these bugs: ${idleTests.join(', ')}`);
  console.log(
    `caught as expected: ${summary.asExpected} of ${summary.total}; hints right: ${summary.hintsRight}; false alarms: ${summary.falseAlarms}`,
  );
}
