import { resolve } from 'node:path';
import { EXIT } from '../base/errors.ts';
import type { ComparedSystem } from '../compare/comparison.ts';
import { FAULT_PLANS } from '../compare/faults/registry.ts';
import { loadPlantedBugs } from '../compare/load-planted-bugs.ts';
import { planOf, type RunPlan } from '../compare/run-plan.ts';
import { SYSTEMS } from '../compare/systems/registry.ts';
import { TOPOLOGIES } from '../compare/topologies/registry.ts';
import { WORKLOADS } from '../compare/workloads/registry.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { parseSeed } from '../grading/run/token.ts';
import { chooseSystems, findConditions } from './compare-choice.ts';
import { type ComparisonOptions, runOnSeeds } from './compare-systems.ts';
import { tableHeading, tableRow } from './compare-table.ts';
import { parseCount } from './parse-count.ts';
import { findPlantedBug, planOfBug, runPlantedBug } from './run-planted-bug.ts';

export interface CompareOptions {
  workload: string;
  topology: string;
  faults: string;
  seed: string;
  seeds: string;
  clients: string;
  requests: string;
  rate?: string;
  plant?: string;
  submission?: string;
  config?: string;
  list?: boolean;
  reporter: string;
}

/** `labs compare`: returns the exit code. */
export async function runCompare(names: readonly string[], options: CompareOptions): Promise<number> {
  if (options.list) return list();
  const config = loadConfig(process.cwd(), options.config);
  const folder = options.submission === undefined ? config.submissionFolder : resolve(options.submission);
  const submission = { folder, config };
  const report = new Report(options.reporter === 'text');
  if (options.plant === undefined) await compare(names, options, submission, report);
  else await showPlantedBug(options.plant, names, submission, report);
  return report.end();
}

async function compare(
  names: readonly string[],
  options: CompareOptions,
  submission: ComparisonOptions['submission'],
  report: Report,
): Promise<void> {
  const conditions = findConditions(options);
  const systems = chooseSystems(names, conditions.workload);
  const plan = planOf({
    ...conditions,
    seed: parseSeed(options.seed),
    clients: parseCount('--clients', options.clients, 1_000),
    requests: parseCount('--requests', options.requests, 1_000_000),
    ratePerS: options.rate === undefined ? undefined : parseCount('--rate', options.rate, 10_000_000),
  });
  const seeds = parseCount('--seeds', options.seeds, 10_000);
  report.begin(plan, seeds);
  for (const system of systems) report.add(await runOnSeeds(system, plan, { submission, seeds }));
}

async function showPlantedBug(
  id: string,
  names: readonly string[],
  submission: ComparisonOptions['submission'],
  report: Report,
): Promise<void> {
  const bug = await findPlantedBug(id, names);
  const { seed, result } = await runPlantedBug(bug, submission);
  report.begin({ ...planOfBug(bug), seed }, 1, `${bug.id} ${bug.name}: ${bug.bug}`);
  report.add(result);
}

/** What is printed, while it comes or at the end. */
class Report {
  readonly #isText: boolean;
  readonly #results: ComparedSystem[] = [];
  #document: Record<string, unknown> = {};

  constructor(isText: boolean) {
    this.#isText = isText;
  }

  begin(plan: RunPlan, seeds: number, subject?: string): void {
    const { workload, topology, faults, seed, clients, requests, ratePerS } = plan;
    const loop = ratePerS === undefined ? 'closed loop' : `open loop, ${Math.round(ratePerS)} requests per second`;
    this.#document = {
      version: 1,
      workload: workload.id,
      topology: topology.id,
      faults: faults.id,
      seed,
      seeds,
      clients,
      requests,
      ratePerS: ratePerS ?? null,
    };
    if (!this.#isText) return;
    const conditions = `${workload.title}; ${topology.title}; ${faults.title}`;
    const runs = `${seeds === 1 ? `seed ${seed}` : `${seeds} seeds from ${seed} on, medians`}; ${clients} clients, ${loop}`;
    console.log(tableHeading([...(subject === undefined ? [] : [subject]), conditions, runs]));
  }

  add(result: ComparedSystem): void {
    this.#results.push(result);
    if (this.#isText) console.log(tableRow(result));
  }

  /** @returns the exit code. */
  end(): number {
    if (!this.#isText)
      process.stdout.write(`${JSON.stringify({ ...this.#document, systems: this.#results }, null, 2)}\n`);
    if (this.#results.some(({ verdict }) => verdict === 'illegal')) return EXIT.failed;
    return this.#results.some(({ verdict }) => verdict === 'unknown') ? EXIT.inconclusive : EXIT.passed;
  }
}

async function list(): Promise<number> {
  const print = (what: string, all: readonly { id: string; title: string }[]) => {
    console.log(what);
    for (const { id, title } of all) console.log(`  ${id.padEnd(16)} ${title}`);
  };
  print('systems', SYSTEMS);
  print('workloads', WORKLOADS);
  print('topologies', TOPOLOGIES);
  print('fault plans', FAULT_PLANS);
  const bugs = await loadPlantedBugs();
  print(
    'planted bugs',
    bugs.map(({ id, system, bug }) => ({ id, title: `${system}: ${bug}` })),
  );
  return EXIT.passed;
}
