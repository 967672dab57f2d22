import { packagePath } from '../../base/package-path.ts';
import { TESTS } from '../../labs/registry.ts';
import { signatureOf } from '../../labs/signature.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { findTest } from '../run/plan.ts';
import { type CellResult, runCells } from '../run/run-cells.ts';
import type { Mutant } from '../selfcheck/mutant.ts';
import { loadSubmission } from '../submission/load.ts';
import type { KnownBug } from './known-bug.ts';

export interface ObserveOptions {
  config: LoadedConfig;
  seeds: readonly number[];
  jobs: number;
  /** Only the directed test, and not all of the lab: quick, but hints are the worse for it. */
  isScenarioOnly?: boolean;
}

/** Runs a planted bug against the tests of its lab. */
export async function runBug(
  mutant: Mutant,
  { config, seeds, jobs, isScenarioOnly = false }: ObserveOptions,
): Promise<CellResult[]> {
  const scenario = findTest(mutant.scenario);
  const { entry } = scenario;
  const tests = isScenarioOnly ? [scenario] : TESTS.filter((test) => test.entry === entry);
  const { patches } = mutant;
  const submission = await loadSubmission(packagePath('reference', 'labs'), config, [entry], { patches });
  const cells = seeds.flatMap((seed) => tests.map((test) => ({ test, seed })));
  return runCells({ submission, cells, jobs, bail: false, limits: config.limits, consoleFd: undefined });
}

/** How a planted bug shows itself, for hints. */
export function describeBug(mutant: Mutant, seeds: number, results: readonly CellResult[]): KnownBug {
  const seen: Record<string, Record<string, number>> = {};
  for (const { cell, run } of results) {
    seen[cell.test.id] ??= {};
    const outcomes = seen[cell.test.id] as Record<string, number>;
    if (run.failure === null) continue;
    const signature = signatureOf(run.failure);
    outcomes[signature] = (outcomes[signature] ?? 0) + 1;
  }
  const { id, rule, hint, scenario } = mutant;
  return { id, rule, hint, scenario, seeds, seen };
}
