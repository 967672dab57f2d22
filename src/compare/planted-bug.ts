import type { SourcePatch } from '../grading/submission/source-patch.ts';

/** A bug planted in a system: the checker must find it, or the check of that promise proves nothing. */
export interface PlantedBug {
  /** `F01`; the letter stands for the system. */
  readonly id: string;
  /** `no-validate` */
  readonly name: string;
  /** The system that has it. */
  readonly system: string;
  /** What the code does wrong. */
  readonly bug: string;
  /** What it breaks, with its source: `lecture 14, VALIDATE`. */
  readonly rule: string;
  /** The promise that is broken: a claim of the system. */
  readonly expected: string;
  /** The comparison in which it shows. */
  readonly shownBy: ShowingPlan;
  /** Files relative to `reference/systems`; to the submission's folder for a system that comes from there. */
  readonly patches: readonly SourcePatch[];
}

/** Ids of the workload, the topology and the fault plan; how many seeds suffice, at most; the rest as by default. */
export interface ShowingPlan {
  readonly workload: string;
  readonly topology: string;
  readonly faults: string;
  readonly seeds: number;
  /** The first of them; absent: 1. */
  readonly firstSeed?: number;
  readonly clients?: number;
  readonly requests?: number;
  readonly ratePerS?: number;
}
