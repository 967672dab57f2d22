import type { Loss } from '../harness/nodes/process/nodes-lost.ts';
import type { LabTest } from './lab-test.ts';
import type { RunFailure, RunStatus } from './run-test.ts';

/** What a run says whose process ended, or talked nonsense, without a limit that it had met. */
export const PROCESS_ENDED = 'the servers’ process ended';

/** The verdict on a run whose nodes' process did not live to its end. */
export function explainLoss(
  loss: Loss,
  { property }: Pick<LabTest, 'property'>,
  where: Pick<RunFailure, 'atMs' | 'event' | 'stack'>,
): [RunStatus, RunFailure] {
  const common = { property: property.name, statement: property.statement, expected: 'the test runs to its end' };
  switch (loss.kind) {
    case 'stuck':
      return [
        'livelock',
        {
          kind: 'liveness',
          property: 'steps end',
          statement: 'a server’s code returns from every event',
          message: `a server’s code did not return within ${loss.stepCpuMs / 1000} s of CPU time`,
          expected: 'each timer, RPC or call is handled in a few milliseconds',
          actual: 'code that runs on and on, and was ended; virtual time stands still meanwhile',
          hint: 'look for a loop that never awaits, or awaits something already settled: wait with setTimeout or a promise that an event resolves',
          ...where,
        },
      ];
    case 'out-of-cpu-time':
      return [
        'timeout',
        {
          kind: 'liveness',
          ...common,
          message: `the servers used more than ${loss.cpuS} s of CPU time`,
          actual: 'the process was ended (limits.cpuS in grading.config.json)',
          hint: 'look for work that grows with every event: copying or searching the whole log each time',
          ...where,
        },
      ];
    case 'out-of-memory':
      return [
        'oom',
        {
          kind: 'crash',
          ...common,
          message: 'the servers used up their memory',
          actual: 'the process ran out of memory (limits.memoryMb in grading.config.json)',
          hint: 'look for something that grows without bounds: a log that is never trimmed, timers or calls that pile up',
          ...where,
        },
      ];
    case 'ended':
      return [
        'crashed',
        {
          kind: 'crash',
          ...common,
          message: PROCESS_ENDED,
          actual: loss.description,
          hint: 'the process must not be ended from inside',
          ...where,
        },
      ];
  }
}
