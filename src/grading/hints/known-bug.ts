import { readFileSync } from 'node:fs';
import { packagePath } from '../../base/package-path.ts';

/** What a test made of a known bug: signatures of its failures, and on how many of the seeds; the others passed. */
export type Outcomes = Readonly<Record<string, number>>;

/** A classic bug as hints need it: what to say of it, and how it shows itself in the tests of its lab. */
export interface KnownBug {
  id: string;
  rule: string;
  hint: string;
  /** The test that is made for it. */
  scenario: string;
  /** With how many seeds each test was run. */
  seeds: number;
  /** Test → outcomes; a test that never failed has none, and one that was not run is absent. */
  seen: Readonly<Record<string, Outcomes>>;
}

export const KNOWN_BUGS_PATH = packagePath('src', 'grading', 'hints', 'known-bugs.json');

let known: readonly KnownBug[] | undefined;

/** All bugs that hints come from: `npm run hints` makes the file from `reference/mutants`. */
export function knownBugs(): readonly KnownBug[] {
  known ??= JSON.parse(readFileSync(KNOWN_BUGS_PATH, 'utf8')) as readonly KnownBug[];
  return known;
}
