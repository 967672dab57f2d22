import type { InjectedFault } from '../harness/faults/injector.ts';
import type { Limits } from '../harness/simulation/budget.ts';
import type { World } from '../harness/world.ts';
import type { Property } from './failure.ts';
import type { LabEntry } from './lab-entry.ts';

/** What a test reports of a run besides its verdict, for the line that the Go labs print. */
export interface RunStats {
  peers: number;
  /** Commands that were agreed on, or operations that clients completed. */
  commits: number;
  faults: readonly InjectedFault[];
}

/** A test, built on a world that has not started. */
export interface PreparedTest {
  /** Throws when the submission fails. */
  run(): Promise<void>;
  /** Judges what has happened so far, where that can be judged at any time. Throws when the submission fails. */
  judge?(): void;
  /** How far it got, whether or not it has ended. */
  stats(): RunStats;
}

/** One test of a lab. */
export interface LabTest {
  /** `2B/backup`: part, slash, name. */
  id: string;
  /** As the Go suite prints it. */
  title: string;
  /** What it checks. */
  property: Property;
  /** A closer hint than the property's own, for when this test finds that the property does not hold. */
  hint?: string;
  /** What happens to the servers and the network, for people to read. */
  faults: readonly string[];
  /** Not in the 2022 suite. */
  isExtra: boolean;
  entry: LabEntry;
  limits?: Partial<Limits>;
  prepare(world: World): PreparedTest;
}

/** The part of a test's id before the slash. */
export function partOf(test: Pick<LabTest, 'id'>): string {
  return test.id.slice(0, test.id.indexOf('/'));
}
