import type { Ora } from 'ora';

const PLAIN_LINE_EVERY_MS = 15_000;
/** Before so many are done, an estimate is a guess. */
const ESTIMATE_AFTER = 10;

export interface GradeProgress {
  onResult(isSettled: boolean): void;
  finish(): void;
}

/**
 * Shows how far a class is, and how long it is going to take: with a spinner on a terminal, elsewhere by a line now and
 * then. Everything goes to standard error.
 *
 * @param total how many units there are, @param settled how many of them were done before.
 * @param spinner of the terminal, if there is one.
 */
export function createGradeProgress(total: number, settled: number, spinner: Ora | undefined): GradeProgress {
  const startMs = performance.now();
  const before = settled;
  let done = settled;
  let lastLineMs = startMs;
  spinner?.start(describe());

  function describe(): string {
    const elapsedMs = performance.now() - startMs;
    const now = done - before;
    const left = now < ESTIMATE_AFTER ? undefined : (elapsedMs / now) * (total - done);
    return `${done} of ${total} verdicts${left === undefined ? '' : `, about ${duration(left)} left`}`;
  }

  return {
    onResult(isSettled) {
      if (isSettled) done++;
      if (spinner !== undefined) {
        spinner.text = describe();
        return;
      }
      if (performance.now() - lastLineMs < PLAIN_LINE_EVERY_MS) return;
      lastLineMs = performance.now();
      console.error(describe());
    },
    finish: () => spinner?.stop(),
  };
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
