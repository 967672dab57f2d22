import { resolve } from 'node:path';
import { EXIT, LabsError } from '../base/errors.ts';
import { FAULT_PLANS } from '../compare/faults/registry.ts';
import { loadPlantedBugs } from '../compare/load-planted-bugs.ts';
import { planOf, type RunPlan } from '../compare/run-plan.ts';
import { canSweep, type SweepId, sweepSystem } from '../compare/sweep.ts';
import type { System } from '../compare/system.ts';
import { SYSTEMS } from '../compare/systems/registry.ts';
import { TOPOLOGIES } from '../compare/topologies/registry.ts';
import { WORKLOADS } from '../compare/workloads/registry.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { parseSeed } from '../grading/run/token.ts';
import { chooseSystems, findConditions } from './compare-choice.ts';
import { CompareReport } from './compare-report.ts';
import { type ComparisonOptions, runOnSeeds } from './compare-systems.ts';
import { parseCount } from './parse-count.ts';
import { findPlantedBug, planOfBug, runPlantedBug } from './run-planted-bug.ts';

/** What commander hands over. */
export interface CompareOptions {
  workload: string;
  topology?: string;
  faults: string;
  seed: string;
  seeds: string;
  clients?: string;
  requests?: string;
  rate?: string;
  sweep?: SweepId;
  plant?: string;
  submission?: string;
  config?: string;
  list?: boolean;
  reporter: string;
  html?: string;
}

interface Defaults {
  topology: string;
  clients: string;
  requests: string;
}

const COMPARISON: Defaults = { topology: 'three-regions', clients: '9', requests: '3000' };
/** Many clients, so that systems reach their limits rather than the clients theirs; many runs, so shorter ones. */
const SWEEPS: Readonly<Record<SweepId, Defaults>> = {
  load: { topology: 'three-regions', clients: '48', requests: '1000' },
  // Where the way is short, what a server can do decides.
  nodes: { topology: 'datacenter', clients: '48', requests: '2000' },
};

/** `labs compare`: returns the exit code. */
export async function runCompare(names: readonly string[], options: CompareOptions): Promise<number> {
  if (options.list) return list();
  const config = loadConfig(process.cwd(), options.config);
  const folder = options.submission === undefined ? config.submissionFolder : resolve(options.submission);
  const submission = { folder, config };
  if (options.plant !== undefined) return showPlantedBug(options.plant, names, submission, options);
  const plan = parsePlan(options);
  const seeds = parseCount('--seeds', options.seeds, 10_000);
  const systems = chooseSystems(names, plan.workload);
  return options.sweep === undefined
    ? compare(systems, plan, { submission, seeds }, options)
    : sweep(systems, options.sweep, plan, { submission, seeds }, options);
}

async function compare(
  systems: readonly System[],
  plan: RunPlan,
  running: ComparisonOptions & { seeds: number },
  { reporter, html }: CompareOptions,
): Promise<number> {
  const report = new CompareReport({ plan, seeds: running.seeds, isText: reporter === 'text', htmlPath: html });
  for (const system of systems) report.add(await runOnSeeds(system, plan, running));
  return report.end();
}

async function sweep(
  systems: readonly System[],
  id: SweepId,
  plan: RunPlan,
  running: ComparisonOptions & { seeds: number },
  { reporter, html }: CompareOptions,
): Promise<number> {
  const isText = reporter === 'text';
  const report = new CompareReport({ plan, seeds: running.seeds, sweep: id, isText, htmlPath: html });
  for (const system of systems.filter((each) => canSweep(each, id))) {
    report.addSwept(await sweepSystem(system, id, plan, (at) => runOnSeeds(system, at, running)));
  }
  return report.end();
}

async function showPlantedBug(
  id: string,
  names: readonly string[],
  submission: ComparisonOptions['submission'],
  { reporter, html }: CompareOptions,
): Promise<number> {
  const bug = await findPlantedBug(id, names);
  const { seed, result } = await runPlantedBug(bug, submission);
  const report = new CompareReport({
    plan: { ...planOfBug(bug), seed },
    seeds: 1,
    subject: `${bug.id} ${bug.name}: ${bug.bug}`,
    isText: reporter === 'text',
    htmlPath: html,
  });
  report.add(result);
  return report.end();
}

function parsePlan(options: CompareOptions): RunPlan {
  const defaults = options.sweep === undefined ? COMPARISON : SWEEPS[options.sweep];
  const { topology = defaults.topology, clients = defaults.clients, requests = defaults.requests } = options;
  const conditions = findConditions({ ...options, topology });
  if (options.sweep !== undefined && conditions.faults.inject !== undefined) {
    throw new LabsError('bad-option', `--sweep ${options.sweep} with --faults ${conditions.faults.id}: not both`, {
      hint: 'a sweep shows what load or size does to systems that nothing else happens to',
    });
  }
  if (options.sweep !== undefined && options.rate !== undefined) {
    throw new LabsError('bad-option', `--sweep ${options.sweep} with --rate ${options.rate}: not both`, {
      hint: '--sweep load goes from one rate to the next; --sweep nodes keeps all clients busy',
    });
  }
  return planOf({
    ...conditions,
    seed: parseSeed(options.seed),
    clients: parseCount('--clients', clients, 1_000),
    requests: parseCount('--requests', requests, 1_000_000),
    ratePerS: options.rate === undefined ? undefined : parseCount('--rate', options.rate, 10_000_000),
  });
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
