import type { SourcePatch } from '../submission/source-patch.ts';

/** A classic bug, planted in the reference: the suite must catch it, and for the right reason. */
export interface Mutant {
  /** `R21`; the letter stands for the lab: R Raft, K key/value, C controller, S shards, M MapReduce. */
  readonly id: string;
  /** `commit-old-term` */
  readonly name: string;
  /** The part whose tests must catch it: `2C`. */
  readonly part: string;
  /** What the code does wrong. */
  readonly bug: string;
  /** What it breaks, with its source: `Figure 2, Rules for Servers: …`. */
  readonly rule: string;
  /** The directed test: it fails with this bug on every seed. */
  readonly scenario: string;
  /** Names of the properties that it may break; any other failure is for the wrong reason. Empty for a control. */
  readonly expected: readonly string[];
  /** What to tell a student who has it. */
  readonly hint: string;
  /** Nobody outside can tell the difference: every test must pass. Says why. */
  readonly control?: string;
  readonly patches: readonly SourcePatch[];
}
