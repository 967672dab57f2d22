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
  // In an order of their own, so that it does not matter which came first.
  const sorted = runs.map((run) => [JSON.stringify(run), run] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [, run]] of sorted.entries()) {
    const different = sorted.slice(index + 1).find(([, other]) => !agree(run, other));
    if (different !== undefined) return nondeterministic(run, different[1]);
  }
  return sorted[0]?.[1];
}

/** Limits may strike at another place the second time, or one of them before another at the same place. */
function agree(a: Run, b: Run): boolean {
  if (a.status === b.status) return a.digest === b.digest || BY_LIMITS.includes(a.status);
  return a.digest === b.digest && BY_LIMITS.includes(a.status) && BY_LIMITS.includes(b.status);
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
