import { type CellRun, EMPTY_RUN } from './cell-run.ts';
import type { Cell } from './plan.ts';
import type { WorkerDeath } from './worker-process.ts';

/** The result of a cell whose process did not live to report it. */
export function diedWith({ stuck, isOutOfMemory, description }: WorkerDeath, { test }: Cell): CellRun {
  const where = { atMs: 0, event: 0, stack: stuck?.stack ?? '' };
  if (stuck !== undefined) {
    return {
      ...EMPTY_RUN,
      status: 'livelock',
      durationMs: stuck.stepWallMs,
      failure: {
        kind: 'liveness',
        property: 'steps end',
        statement: 'a server’s code returns from every event',
        message: `a server’s code did not return within ${stuck.stepWallMs / 1000} s of real time`,
        expected: 'each timer, RPC or call is handled in a few milliseconds',
        actual: 'code that runs on and on, and was ended; virtual time stands still meanwhile',
        hint: 'look for a loop that never awaits, or awaits something already settled: wait with setTimeout or a promise that an event resolves',
        ...where,
      },
    };
  }
  const failure = {
    property: test.property.name,
    statement: test.property.statement,
    expected: 'the test runs to its end',
    actual: description,
    ...where,
  };
  if (isOutOfMemory) {
    return {
      ...EMPTY_RUN,
      status: 'oom',
      failure: {
        ...failure,
        kind: 'crash',
        message: 'the servers used up their memory',
        actual: 'the process ran out of memory (limits.memoryMb in grading.config.json)',
        hint: 'look for something that grows without bounds: a log that is never trimmed, timers or calls that pile up',
      },
    };
  }
  return {
    ...EMPTY_RUN,
    status: 'crashed',
    failure: {
      ...failure,
      kind: 'crash',
      message: 'the servers’ process ended',
      hint: 'the process must not be ended from inside',
    },
  };
}
