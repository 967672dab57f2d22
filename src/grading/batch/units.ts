import { type GradeSpec, type SpecTest, sha256, specDigest } from './grade-spec.ts';
import type { Unit } from './unit.ts';

/** A seed that a test runs with. */
export interface SpecSeed {
  seed: number;
  isHeldOut: boolean;
}

/** A test's seeds: those that students know, then those that they do not. */
export function seedsOf(spec: GradeSpec, testId: string): SpecSeed[] {
  const heldOut = spec.heldOut.seeds[testId] ?? [];
  return [
    ...spec.seeds.map((seed) => ({ seed, isHeldOut: false })),
    ...heldOut.map((seed) => ({ seed, isHeldOut: true })),
  ];
}

export function testsOfSpec({ parts }: GradeSpec): SpecTest[] {
  return parts.flatMap(({ tests }) => tests);
}

/** Makes the keys of units. */
export class UnitKeys {
  readonly #specDigest: string;

  constructor(spec: GradeSpec) {
    this.#specDigest = specDigest(spec);
  }

  keyOf(submissionDigest: string, testId: string, seed: number): string {
    return sha256(`${submissionDigest}\n${this.#specDigest}\n${testId}\n${seed}`);
  }
}

/**
 * Everything that has to run for these submissions, once each: submission by submission, tests as in the spec, seeds
 * in order. Two students with the same files share their units.
 */
export function unitsOf(spec: GradeSpec, submissionDigests: readonly string[]): Unit[] {
  const keys = new UnitKeys(spec);
  const tests = testsOfSpec(spec);
  return [...new Set(submissionDigests)]
    .filter((digest) => digest !== '')
    .flatMap((submissionDigest) =>
      tests.flatMap(({ id: testId }) =>
        seedsOf(spec, testId).map(({ seed, isHeldOut }) => ({
          key: keys.keyOf(submissionDigest, testId, seed),
          submissionDigest,
          testId,
          seed,
          isHeldOut,
        })),
      ),
    );
}
