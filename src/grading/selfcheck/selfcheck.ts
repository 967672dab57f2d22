import { type LabTest, partOf } from '../../labs/lab-test.ts';
import { testsOf } from '../../labs/registry.ts';
import { hintFor } from '../hints/hint-for.ts';
import type { Cell } from '../run/plan.ts';
import { type CellResult, runCells } from '../run/run-cells.ts';
import type { LoadedSubmission } from '../submission/load.ts';
import type { Mutant } from './mutant.ts';

/** A part must catch a mutant on so many of its seeds, at least. */
export const LEAST_KILL_SHARE = 0.95;

/** What a test made of a mutant on one seed. */
export interface Kill {
  test: string;
  seed: number;
  /** Name of the property that was broken. */
  property: string;
  isExpected: boolean;
  /** How long it took. */
  events: number;
  hint: string;
}

export interface MutantReport {
  mutant: Mutant;
  /** Of its directed scenario, and of the other tests of its part. */
  seeds: number;
  partSeeds: number;
  kills: readonly Kill[];
  /** Seeds on which the directed scenario failed; and for an expected property. */
  scenarioKills: number;
  scenarioKillsAsExpected: number;
  /** Seeds on which at least one test failed; and for an expected property. */
  partKills: number;
  partKillsAsExpected: number;
}

export interface SelfcheckOptions {
  /** Of the directed scenario of each mutant. */
  seeds: readonly number[];
  /** The other tests of its part run with so many of them. */
  partSeeds: number;
  limits: { memoryMb: number; stepCpuMs: number };
  load(mutant: Mutant, tests: readonly LabTest[]): Promise<LoadedSubmission>;
}

/** Runs a mutant against its directed scenario and the rest of its part. */
export async function checkMutant(mutant: Mutant, options: SelfcheckOptions): Promise<MutantReport> {
  const { seeds, partSeeds, limits } = options;
  const isScenario = ({ id }: LabTest) => id === mutant.scenario;
  const directed = testsOf(partOf({ id: mutant.scenario })).filter(isScenario);
  const others = partSeeds === 0 ? [] : testsOf(mutant.part).filter((test) => !isScenario(test));
  const submission = await options.load(mutant, [...directed, ...others]);
  const cells: Cell[] = [
    ...seeds.flatMap((seed) => directed.map((test) => ({ test, seed }))),
    ...seeds.slice(0, partSeeds).flatMap((seed) => others.map((test) => ({ test, seed }))),
  ];
  const results = await runCells({ submission, cells, jobs: 1, bail: false, limits, consoleFd: undefined });
  const kills = results.flatMap((result) => killOf(mutant, result, results) ?? []);
  const seedsOf = (wanted: (kill: Kill) => boolean) => new Set(kills.filter(wanted).map(({ seed }) => seed)).size;
  const isDirected = ({ test }: Kill) => test === mutant.scenario;
  return {
    mutant,
    seeds: seeds.length,
    partSeeds,
    kills,
    scenarioKills: seedsOf(isDirected),
    scenarioKillsAsExpected: seedsOf((kill) => isDirected(kill) && kill.isExpected),
    partKills: seedsOf(() => true),
    partKillsAsExpected: seedsOf(({ isExpected }) => isExpected),
  };
}

function killOf(mutant: Mutant, result: CellResult, results: readonly CellResult[]): Kill | undefined {
  const { failure, events } = result.run;
  if (failure === null) return undefined;
  const { test, seed } = result.cell;
  const { property } = failure;
  const hint = hintFor(result, results, 'rule') ?? '';
  return { test: test.id, seed, property, isExpected: mutant.expected.includes(property), events, hint };
}

/** Is it caught as it has to be? A control is, when nothing fails. */
export function isCaught(report: MutantReport, isAsExpected: boolean): boolean {
  if (report.mutant.control !== undefined) return report.partKills === 0;
  const { seeds } = report;
  const [scenario, part] = isAsExpected
    ? [report.scenarioKillsAsExpected, report.partKillsAsExpected]
    : [report.scenarioKills, report.partKills];
  return scenario === seeds && part >= LEAST_KILL_SHARE * seeds;
}

/** Tests of which no mutant's failure is known. */
export function idleTests(reports: readonly MutantReport[], parts: readonly string[]): string[] {
  const killers = new Set(reports.flatMap(({ kills }) => kills.map(({ test }) => test)));
  return parts.flatMap((part) => testsOf(part).map(({ id }) => id)).filter((id) => !killers.has(id));
}
