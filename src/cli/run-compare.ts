import { resolve } from 'node:path';
import chalk from 'chalk';
import { EXIT, LabsError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import type { ComparedSystem } from '../compare/comparison.ts';
import { FAULT_PLANS } from '../compare/faults/registry.ts';
import type { Latencies } from '../compare/measurements.ts';
import { SYSTEMS } from '../compare/systems/registry.ts';
import { TOPOLOGIES } from '../compare/topologies/registry.ts';
import { WORKLOADS } from '../compare/workloads/registry.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { parseSeed } from '../grading/run/token.ts';
import { canRun, runComparison } from './compare-systems.ts';
import { parseCount } from './parse-count.ts';

export interface CompareOptions {
  workload: string;
  topology: string;
  faults: string;
  seed: string;
  clients: string;
  requests: string;
  submission?: string;
  config?: string;
  list?: boolean;
  reporter: string;
}

/** Clients give up making requests after so much virtual time, ms. */
const LONGEST_MS = 60_000;
/** With a fault, requests come at random moments of this time, whoever is slow, ms. */
const FAULT_RUN_MS = 20_000;

/** `labs compare`: returns the exit code. */
export async function runCompare(names: readonly string[], options: CompareOptions): Promise<number> {
  if (options.list) return list();
  const workload = find('workload', options.workload, WORKLOADS);
  const topology = find('topology', options.topology, TOPOLOGIES);
  const faults = find('fault plan', options.faults, FAULT_PLANS);
  const wanted = names.map((name) => find('system', name, SYSTEMS));
  const systems = (wanted.length > 0 ? wanted : SYSTEMS).filter((system) => canRun(system, workload));
  const unable = wanted.filter((system) => !systems.includes(system));
  if (unable.length > 0) {
    throw new LabsError(
      'bad-workload',
      `${unable.map(({ id }) => id).join(', ')} cannot do what '${workload.id}' asks for`,
      {
        hint: `it needs ${workload.severalSteps === 'always' ? 'transactions of ' : ''}${workload.steps.join(' and ')}; ${describeSystems(workload.id)}`,
      },
    );
  }
  const config = loadConfig(process.cwd(), options.config);
  const folder = options.submission === undefined ? config.submissionFolder : resolve(options.submission);
  const requests = parseCount('--requests', options.requests, 1_000_000);
  const plan = {
    workload,
    topology,
    faults,
    seed: parseSeed(options.seed),
    clients: parseCount('--clients', options.clients, 1_000),
    requests,
    ...(faults.inject === undefined
      ? { durationMs: LONGEST_MS }
      : { durationMs: FAULT_RUN_MS, ratePerS: requests / (FAULT_RUN_MS / 1_000) }),
  };
  const isText = options.reporter === 'text';
  if (isText) console.log(heading(`${workload.title}; ${topology.title}; ${faults.title}`));
  const results = await runComparison(systems, plan, { folder, config }, (result) => {
    if (isText) console.log(row(result));
  });
  if (!isText) {
    const document = {
      version: 1,
      workload: workload.id,
      topology: topology.id,
      faults: faults.id,
      seed: plan.seed,
      systems: results,
    };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  if (results.some(({ verdict }) => verdict === 'illegal')) return EXIT.failed;
  return results.some(({ verdict }) => verdict === 'unknown') ? EXIT.inconclusive : EXIT.passed;
}

function find<T extends { id: string }>(what: string, id: string, all: readonly T[]): T {
  const found = all.find((each) => each.id === id.toLowerCase());
  if (found !== undefined) return found;
  throw new LabsError('unknown-name', `there is no ${what} '${id}'`, {
    hint: suggest(
      id,
      all.map((each) => each.id),
    ),
  });
}

function describeSystems(workload: string): string {
  const able = SYSTEMS.filter((system) => canRun(system, find('workload', workload, WORKLOADS)));
  return `these can: ${able.map(({ id }) => id).join(', ') || 'none'}`;
}

function list(): number {
  const print = (what: string, all: readonly { id: string; title: string }[]) => {
    console.log(what);
    for (const { id, title } of all) console.log(`  ${id.padEnd(16)} ${title}`);
  };
  print('systems', SYSTEMS);
  print('workloads', WORKLOADS);
  print('topologies', TOPOLOGIES);
  print('fault plans', FAULT_PLANS);
  return EXIT.passed;
}

const COLUMNS = [
  'system',
  'promise kept',
  'per s',
  'read p50',
  'p99',
  'write p50',
  'p99',
  'messages',
  'bytes',
  'disk',
  'available',
  'gap',
];
const WIDTHS = [10, 34, 9, 10, 9, 10, 9, 9, 8, 6, 10, 9];

function heading(title: string): string {
  return `${chalk.bold(title)}\ntimes in ms of virtual time; messages, bytes and disk writes per request\n\n${cells(COLUMNS)}`;
}

function row(result: ComparedSystem): string {
  const { id, claims, verdict, reason, availability, recoveryMs } = result;
  const line = cells([
    id,
    `${claims}: ${verdict}`,
    result.throughputPerS.toFixed(0),
    ...latencies(result.readMs),
    ...latencies(result.writeMs),
    result.messagesPerOp.toFixed(1),
    result.bytesPerOp.toFixed(0),
    result.diskWritesPerOp.toFixed(1),
    availability === null ? '' : `${(availability * 100).toFixed(1)} %`,
    recoveryMs === null ? '' : recoveryMs.toFixed(1),
  ]);
  return reason === null ? line : `${line}\n    ${reason}`;
}

function latencies(times: Latencies | null): [string, string] {
  if (times === null) return ['–', '–'];
  const text = (ms: number) => (ms < 1 ? ms.toFixed(4) : ms.toFixed(1));
  return [text(times.p50), text(times.p99)];
}

function cells(texts: readonly string[]): string {
  return texts
    .map((text, i) => (i < 2 ? text.padEnd(WIDTHS[i] as number) : text.padStart(WIDTHS[i] as number)))
    .join(' ')
    .trimEnd();
}
