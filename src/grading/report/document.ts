import type * as z from 'zod';
import { EXIT } from '../../base/errors.ts';
import { partOf } from '../../labs/lab-test.ts';
import { PARTS } from '../../labs/registry.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { hintFor } from '../hints/hint-for.ts';
import type { CellRun } from '../run/cell-run.ts';
import type { Cell } from '../run/plan.ts';
import type { CellResult } from '../run/run-cells.ts';
import { formatToken } from '../run/token.ts';
import type { reportSchema } from './schema.ts';

/** The versioned result of a run: what `--reporter json` prints, and what every other format is made from. */
export type ReportDocument = z.infer<typeof reportSchema>;

export type PartReport = ReportDocument['parts'][number];

/** One test with one seed. */
export type TestReport = PartReport['tests'][number];

export type FailureReport = NonNullable<TestReport['failure']>;

/** What a document says about a run besides its results. */
export interface RunContext {
  config: Pick<LoadedConfig, 'seed' | 'hints' | 'parts'>;
  /** The submission's folder, as people call it. */
  submission: string;
  /** Options that a replay needs to run the same code; may be empty. */
  replayOptions: readonly string[];
  /** Which layer failing cells point to. */
  layers?: ReadonlyMap<Cell, string>;
}

/**
 * Makes the document from results in the order of the plan. A test's points are earned if it passes with every seed;
 * those of optional tests come on top of the part's.
 */
export function makeDocument(results: readonly CellResult[], context: RunContext): ReportDocument {
  const { config, submission } = context;
  const failedTests = new Set(results.filter(({ run }) => run.status !== 'passed').map(({ cell }) => cell.test.id));
  const tests = results.map((result) => testReport(result, results, context));
  const parts: PartReport[] = [];
  for (const { id, title } of PARTS) {
    const own = tests.filter((test) => partOf(test) === id);
    if (own.length === 0) continue;
    const points = new Map(own.map((test) => [test.id, test.points]));
    const sum = (ids: Iterable<string>) => round([...ids].reduce((total, test) => total + (points.get(test) ?? 0), 0));
    const passed = [...points.keys()].filter((test) => !failedTests.has(test));
    parts.push({
      id,
      title: config.parts[id]?.title ?? title,
      points: sum(points.keys()),
      earned: sum(passed),
      tests: own,
    });
  }
  const count = (...statuses: string[]) => tests.filter(({ status }) => statuses.includes(status)).length;
  const skipped = count('skipped');
  const passed = count('passed');
  return {
    version: 1,
    tool: 'labs',
    submission,
    seed: results[0]?.cell.seed ?? config.seed,
    parts,
    summary: {
      passed,
      failed: tests.length - passed - skipped,
      skipped,
      points: round(parts.reduce((total, part) => total + part.points, 0)),
      earned: round(parts.reduce((total, part) => total + part.earned, 0)),
      durationMs: Math.round(tests.reduce((total, test) => total + test.durationMs, 0)),
      events: tests.reduce((total, test) => total + test.events, 0),
    },
  };
}

/** The exit code that a document stands for (DESIGN §6). */
export function exitCodeOf({ parts }: ReportDocument): number {
  const statuses = new Set<string>(parts.flatMap(({ tests }) => tests.map(({ status }) => status)));
  if (statuses.has('harness-error')) return EXIT.harness;
  statuses.delete('passed');
  if (statuses.size === 0) return EXIT.passed;
  statuses.delete('inconclusive');
  return statuses.size === 0 ? EXIT.inconclusive : EXIT.failed;
}

function testReport(
  result: CellResult,
  results: readonly CellResult[],
  { config, replayOptions, layers }: RunContext,
): TestReport {
  const { cell, run } = result;
  const { test, seed } = cell;
  const points = config.parts[partOf(test)]?.tests[test.id] ?? 0;
  return {
    id: test.id,
    title: test.title,
    seed,
    status: run.status,
    points,
    earned: run.status === 'passed' ? points : 0,
    durationMs: Math.round(run.durationMs),
    virtualMs: Math.round(run.virtualMs),
    events: run.events,
    rpcs: run.rpcs,
    bytes: run.bytes,
    peers: run.peers,
    commits: run.commits,
    digest: run.digest,
    failure:
      run.failure === null
        ? null
        : failureReport(run.failure, {
            replay: [cell.file ?? formatToken(test.id, seed, cell.variation?.strategy), ...replayOptions].join(' '),
            layer: layers?.get(cell),
            hint: hintFor(result, results, config.hints),
          }),
  };
}

function failureReport(
  failure: NonNullable<CellRun['failure']>,
  { replay, layer, hint }: { replay: string; layer: string | undefined; hint: string | undefined },
): FailureReport {
  const { kind, property, statement, message, expected, actual, atMs, event, stack } = failure;
  return {
    kind,
    property,
    statement,
    message,
    expected,
    actual,
    atMs,
    event,
    replay: `labs replay ${replay}`,
    ...(hint === undefined ? {} : { hint }),
    ...(layer === undefined ? {} : { layer }),
    stack: stack === '' ? [] : stack.split('\n'),
  };
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
