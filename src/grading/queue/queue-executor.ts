import type { Job, Queue } from 'bullmq';
import type { GradeSpec } from '../batch/grade-spec.ts';
import type { Executor, PendingUnit, UnitResult } from '../batch/unit.ts';
import { EMPTY_RUN } from '../run/cell-run.ts';
import type { CodeStore } from './code-store.ts';
import type { UnitJob, UnitJobResult } from './unit-job.ts';

export interface QueueExecutorOptions {
  queue: Queue<UnitJob, UnitJobResult>;
  code: CodeStore;
  spec: Pick<GradeSpec, 'limits' | 'entries' | 'host'>;
  folderOf: (submissionDigest: string) => string;
  /** Names the run among all that share the queue; the same when it is gone on with. */
  runKey: string;
  /** Work is waiting and nobody is there to do it. */
  onNoWorkers: () => void;
}

type OnResult = Parameters<Executor['run']>[1];

const POLL_MS = 200;
const POLLS_BEFORE_COMPLAINING = 25;

/**
 * Has units run by whoever works on a queue. A job's id says what it computes, so that adding it twice is harmless;
 * it stays in Redis until its result is in the journal. A grader that is interrupted finds what has been done
 * meanwhile when it goes on.
 */
export class QueueExecutor implements Executor {
  readonly #options: QueueExecutorOptions;
  #isClosed = false;

  constructor(options: QueueExecutorOptions) {
    this.#options = options;
  }

  async run(units: readonly PendingUnit[], onResult: OnResult): Promise<void> {
    const { queue, code, spec, folderOf } = this.#options;
    for (const digest of new Set(units.map(({ submissionDigest }) => submissionDigest))) {
      await code.put(digest, folderOf(digest));
    }
    const open = new Map(units.map((unit) => [this.#jobId(unit), unit]));
    await queue.addBulk(
      [...open].map(([jobId, unit]) => ({ name: unit.testId, data: { unit, spec }, opts: { jobId, attempts: 1 } })),
    );
    for (let polls = 0; open.size > 0 && !this.#isClosed; polls++) {
      const taken = await this.#takeResults(open, onResult);
      if (taken === 0) {
        if (polls === POLLS_BEFORE_COMPLAINING && (await queue.getWorkersCount()) === 0) this.#options.onNoWorkers();
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    }
  }

  /** Jobs that wait stay in the queue. */
  async close(): Promise<void> {
    this.#isClosed = true;
  }

  /** Hands over what is done; returns how many. */
  async #takeResults(open: Map<string, PendingUnit>, onResult: OnResult): Promise<number> {
    const { queue } = this.#options;
    const done = (await queue.getJobs(['completed', 'failed'])).filter((job) => open.has(job.id ?? ''));
    for (const job of done) {
      if (this.#isClosed) break;
      const unit = open.get(job.id as string) as PendingUnit;
      const { result, durationMs } = resultOf(job, unit);
      await onResult(result, durationMs);
      open.delete(job.id as string);
      await job.remove();
    }
    return done.length;
  }

  #jobId({ key, attempt }: PendingUnit): string {
    return `${this.#options.runKey}-${attempt}-${key}`;
  }
}

function resultOf(job: Job<UnitJob, UnitJobResult>, unit: PendingUnit): UnitJobResult {
  if (job.failedReason === undefined) return job.returnvalue;
  return { result: { key: unit.key, run: notRun(job.failedReason) }, durationMs: 0 };
}

/** No worker could run it: nobody's points depend on that. */
function notRun(reason: string): UnitResult['run'] {
  const { durationMs: _, ...empty } = EMPTY_RUN;
  return {
    ...empty,
    status: 'harness-error',
    failure: {
      kind: 'harness',
      property: 'queue',
      statement: 'every test is run by some worker of the queue',
      message: `no worker could run it: ${reason}`,
      expected: 'a verdict',
      actual: reason,
      hint: 'look at the workers; then labs regrade',
      atMs: 0,
      event: 0,
      stack: '',
    },
  };
}
