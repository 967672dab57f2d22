import { LabsError } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { Variation } from '../../harness/variation.ts';
import { type LabTest, partOf } from '../../labs/lab-test.ts';
import { FUZZ_TESTS, PARTS, TESTS, testsOf } from '../../labs/registry.ts';

/** One test with one seed. */
export interface Cell {
  test: LabTest;
  seed: number;
  /** Absent: the run as test and seed make it. */
  variation?: Variation;
  /** The file that the run comes from, as the user called it. */
  file?: string;
}

export interface PlanRequest {
  /** As {@link expandParts} takes them. */
  parts: readonly string[];
  /** Only tests whose id contains this. */
  pattern: string | undefined;
  seed: number;
  seeds: number;
}

/**
 * What to run, in order: parts as asked for, tests as registered, seeds ascending.
 *
 * @throws LabsError for a part or test that does not exist.
 */
export function planCells({ parts, pattern, seed, seeds }: PlanRequest): Cell[] {
  const tests = expandParts(parts).flatMap(testsOf);
  const wanted = pattern === undefined ? tests : tests.filter(({ id }) => matches(id, pattern));
  if (wanted.length === 0) {
    throw new LabsError('unknown-test', `no test of ${parts.join(', ')} matches '${pattern}'`, {
      hint: suggest(
        pattern ?? '',
        tests.map(({ id }) => id),
      ),
    });
  }
  return wanted.flatMap((test) => Array.from({ length: seeds }, (_, i) => ({ test, seed: seed + i })));
}

function matches(id: string, pattern: string): boolean {
  return id.toLowerCase().includes(pattern.toLowerCase());
}

/**
 * @param names parts, labs or `all`; several of them with commas between in one text, too.
 * @throws LabsError for a part that does not exist.
 */
export function expandParts(names: readonly string[]): string[] {
  const known = PARTS.map(({ id }) => id);
  const wanted = new Set<string>();
  for (const name of names.flatMap((text) => text.split(',')).map((text) => text.trim())) {
    if (name.toLowerCase() === 'all') {
      for (const id of known) wanted.add(id);
      continue;
    }
    const exact = known.filter((id) => id.toLowerCase() === name.toLowerCase());
    // A whole lab: `2` means 2A to 2D.
    const lab = known.filter((id) => id.length > 1 && id.startsWith(name));
    const parts = exact.length > 0 ? exact : /^\d$/.test(name) ? lab : [];
    if (parts.length === 0) {
      throw new LabsError('unknown-part', `there is no part '${name}'`, { hint: suggest(name, [...known, 'all']) });
    }
    for (const id of parts) wanted.add(id);
  }
  return known.filter((id) => wanted.has(id));
}

/** @throws LabsError when there is no such test. */
export function findTest(id: string): LabTest {
  const test = [...TESTS, ...FUZZ_TESTS].find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (test !== undefined) return test;
  const sameParts = TESTS.filter((candidate) => partOf(candidate) === partOf({ id }));
  throw new LabsError('unknown-test', `there is no test '${id}'`, {
    hint: suggest(
      id,
      (sameParts.length > 0 ? sameParts : TESTS).map((candidate) => candidate.id),
    ),
  });
}
