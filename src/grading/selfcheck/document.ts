import { idleTests, isCaught, type Kill, type MutantReport } from './selfcheck.ts';

/** What `labs selfcheck --reporter json` prints (DESIGN §6). */
export interface SelfcheckDocument {
  version: 1;
  references: readonly ReferenceReport[];
  mutants: readonly MutantEntry[];
  /** Tests that no mutant fails: suspect, or there for something that no mutant does. */
  idleTests: readonly string[];
  summary: { killed: number; total: number; asExpected: number; hintsRight: number; falseAlarms: number };
}

export interface ReferenceReport {
  id: string;
  runs: number;
  failures: number;
  /** What failed: `2B/backup at seed 7: …`. */
  failed: readonly string[];
}

export interface MutantEntry {
  id: string;
  name: string;
  part: string;
  isControl: boolean;
  /** By its directed scenario on every seed, and by its part on 95 % of them. A control never is. */
  killed: boolean;
  /** The same, for a property that the bug breaks. */
  asExpected: boolean;
  scenario: string;
  /** Seeds on which the part caught it, and on how many of them for an expected property. */
  partKills: number;
  partKillsAsExpected: number;
  seeds: number;
  /** Tests that failed, the directed scenario first. */
  tests: readonly string[];
  /** The same tests, with what each of them made of the bug. */
  catches: readonly Catch[];
  /** Properties that were reported. */
  properties: readonly string[];
  /** To the directed scenario's failure, median over the seeds; null when it never failed. */
  events: number | null;
  hintRight: boolean;
}

/** A cell of the kill matrix. */
export interface Catch {
  test: string;
  /** Seeds that it ran with, on which it failed, and on which it failed for an expected property. */
  runs: number;
  seeds: number;
  seedsAsExpected: number;
  /** Up to the failure, median over the seeds. */
  events: number;
}

export function selfcheckDocument(
  reports: readonly MutantReport[],
  references: readonly ReferenceReport[],
  parts: readonly string[],
): SelfcheckDocument {
  const mutants = reports.map(entryOf);
  const bugs = mutants.filter(({ isControl }) => !isControl);
  const controlAlarms = mutants.filter(({ isControl, partKills }) => isControl && partKills > 0).length;
  return {
    version: 1,
    references,
    mutants,
    idleTests: idleTests(reports, parts),
    summary: {
      killed: bugs.filter(({ killed }) => killed).length,
      total: bugs.length,
      asExpected: bugs.filter(({ asExpected }) => asExpected).length,
      hintsRight: bugs.filter(({ hintRight }) => hintRight).length,
      falseAlarms: controlAlarms + references.reduce((sum, { failures }) => sum + failures, 0),
    },
  };
}

/** Everything is as it has to be. */
export function isSound({ summary }: SelfcheckDocument): boolean {
  return summary.asExpected === summary.total && summary.falseAlarms === 0;
}

function entryOf(report: MutantReport): MutantEntry {
  const { mutant, kills, seeds, partSeeds, partKills, partKillsAsExpected } = report;
  const isControl = mutant.control !== undefined;
  const scenarioKills = kills.filter(({ test }) => test === mutant.scenario);
  const tests = [...new Set([...scenarioKills, ...kills].map(({ test }) => test))];
  const catches = tests.map((test) => ({
    test,
    runs: test === mutant.scenario ? seeds : partSeeds,
    ...catchOf(kills.filter((kill) => kill.test === test)),
  }));
  return {
    id: mutant.id,
    name: mutant.name,
    part: mutant.part,
    isControl,
    killed: !isControl && isCaught(report, false),
    asExpected: isCaught(report, true),
    scenario: mutant.scenario,
    partKills,
    partKillsAsExpected,
    seeds,
    tests,
    catches,
    properties: [...new Set(kills.map(({ property }) => property))].sort(),
    events: catches.find(({ test }) => test === mutant.scenario)?.events ?? null,
    hintRight: !isControl && scenarioKills.length > 0 && scenarioKills.every(({ hint }) => hint.includes(mutant.hint)),
  };
}

/** @param kills those of one test, which are never none. */
function catchOf(kills: readonly Kill[]): Pick<Catch, 'seeds' | 'seedsAsExpected' | 'events'> {
  const events = kills.map((kill) => kill.events).sort((a, b) => a - b);
  return {
    seeds: kills.length,
    seedsAsExpected: kills.filter(({ isExpected }) => isExpected).length,
    events: events[Math.floor(events.length / 2)] as number,
  };
}
