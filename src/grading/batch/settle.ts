import { type CellRun, EMPTY_RUN } from '../run/cell-run.ts';

type Run = Omit<CellRun, 'durationMs'>;

/** Statuses that the machine's limits bring about: where exactly they strike may differ from run to run. */
const BY_LIMITS: readonly Run['status'][] = ['timeout', 'livelock', 'crashed', 'oom', 'build-error'];

/**
 * Is it worth another run? One that passed is not; any other has to happen twice before it counts.
 *
 * @param runs all that are known of one unit.
 */
export function needsRun(runs: readonly Run[]): boolean {
  return runs.length === 0 || (runs.length === 1 && runs[0]?.status !== 'passed');
}

/**
 * What the runs of one unit come to. Runs that agree are one verdict; a failure that does not happen again is the
 * harness's, not the student's, and no later pass makes it go away.
 *
 * @returns undefined while another run is needed.
 */
export function settle(runs: readonly Run[]): Run | undefined {
  if (needsRun(runs)) return undefined;
  const [first, ...others] = runs as [Run, ...Run[]];
  const different = others.find((other) => !agree(first, other));
  if (different !== undefined) return nondeterministic(first, different);
  // The same one, whichever came first.
  return runs.map((run) => [JSON.stringify(run), run] as const).sort(([a], [b]) => (a < b ? -1 : 1))[0]?.[1];
}

function agree(a: Run, b: Run): boolean {
  return a.status === b.status && (a.digest === b.digest || BY_LIMITS.includes(a.status));
}

export const NONDETERMINISTIC = 'nondeterministic';

function nondeterministic(a: Run, b: Run): Run {
  const { durationMs: _, ...empty } = EMPTY_RUN;
  const told = [tell(a), tell(b)].sort();
  return {
    ...empty,
    status: 'harness-error',
    failure: {
      kind: 'determinism',
      property: NONDETERMINISTIC,
      statement: 'the same code with the same seed runs the same way every time',
      message: `two runs of the same code with the same seed differ: ${told.join('; ')}`,
      expected: told[0] as string,
      actual: told[1] as string,
      hint: 'not the student’s fault until somebody has looked: run it again with --check-determinism',
      atMs: 0,
      event: 0,
      stack: '',
    },
  };
}

function tell({ status, events, digest }: Run): string {
  return `${status} after ${events} events (digest ${digest.slice(0, 12) || 'none'})`;
}
