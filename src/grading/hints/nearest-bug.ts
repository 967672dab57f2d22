import type { KnownBug, Outcomes } from './known-bug.ts';

/** How a test ended: the signature of its failure, or undefined when it passed. */
export interface Outcome {
  test: string;
  signature: string | undefined;
}

/** The failure that is asked about counts more than what the other tests of the run say. */
const OWN_WEIGHT = 3;
/** What a bug may do that it was not seen doing, in runs. */
const UNSEEN = 0.2;
/** The nearest bug must be this much more probable than the next one. */
const CLEAR_MARGIN = Math.log(2);
/** About how many outcomes a test has. */
const KINDS = 4;

/**
 * The known bug that most probably led to a failure, judging by it and by how the other tests of the run ended (naive
 * Bayes over the outcomes of tests).
 *
 * @returns undefined when no known bug fails like that, or when several do and nothing tells them apart: a wrong rule
 *   leads a student astray.
 */
export function nearestBug(
  failure: Outcome & { signature: string },
  run: readonly Outcome[],
  bugs: readonly KnownBug[],
): KnownBug | undefined {
  const scored = candidates(failure, bugs).map((bug) => {
    const others = run.filter(({ test }) => test !== failure.test);
    const own = OWN_WEIGHT * logLikelihood(bug, failure);
    return { bug, score: others.reduce((sum, outcome) => sum + logLikelihood(bug, outcome), own) };
  });
  const [best, second] = scored.sort((a, b) => b.score - a.score);
  const isClear = second === undefined || (best?.score ?? 0) - second.score >= CLEAR_MARGIN;
  return isClear ? best?.bug : undefined;
}

/** Bugs that were seen to fail like that in this test; else in any test. */
function candidates({ test, signature }: Outcome & { signature: string }, bugs: readonly KnownBug[]): KnownBug[] {
  const here = bugs.filter(({ seen }) => seen[test]?.[signature] !== undefined);
  if (here.length > 0) return here;
  return bugs.filter(({ seen }) => Object.values(seen).some((outcomes) => signature in outcomes));
}

function logLikelihood({ seen, seeds }: KnownBug, { test, signature }: Outcome): number {
  const outcomes: Outcomes | undefined = seen[test];
  // Nobody has looked: any outcome is as likely as another.
  if (outcomes === undefined) return Math.log(1 / KINDS);
  const failures = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const count = signature === undefined ? seeds - failures : (outcomes[signature] ?? 0);
  return Math.log((count + UNSEEN) / (seeds + KINDS * UNSEEN));
}
