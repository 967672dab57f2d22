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
/** About how many outcomes a test has. */
const KINDS = 4;

/**
 * The known bug that most probably led to a failure, judging by it and by how the other tests of the run ended (naive
 * Bayes over the outcomes of tests).
 *
 * @returns undefined when no known bug fails like that.
 */
export function nearestBug(
  failure: Outcome & { signature: string },
  run: readonly Outcome[],
  bugs: readonly KnownBug[],
): KnownBug | undefined {
  let nearest: KnownBug | undefined;
  let best = Number.NEGATIVE_INFINITY;
  for (const bug of candidates(failure, bugs)) {
    const others = run.filter(({ test }) => test !== failure.test);
    const score =
      OWN_WEIGHT * logLikelihood(bug, failure) + others.reduce((sum, outcome) => sum + logLikelihood(bug, outcome), 0);
    if (score > best) [nearest, best] = [bug, score];
  }
  return nearest;
}

/** Bugs that were seen to fail like that in this test; else in any test. */
function candidates({ test, signature }: Outcome & { signature: string }, bugs: readonly KnownBug[]): KnownBug[] {
  const here = bugs.filter(({ seen }) => seen[test]?.[signature] !== undefined);
  if (here.length > 0) return here;
  return bugs.filter(({ seen }) => Object.values(seen).some((outcomes) => signature in outcomes));
}

function logLikelihood({ seen, seeds }: KnownBug, { test, signature }: Outcome): number {
  const outcomes: Outcomes | undefined = seen[test];
  if (outcomes === undefined) return 0;
  const failures = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const count = signature === undefined ? seeds - failures : (outcomes[signature] ?? 0);
  return Math.log((count + UNSEEN) / (seeds + KINDS * UNSEEN));
}
