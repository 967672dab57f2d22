import type { Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { GroupWorker } from '../batch/group-worker.ts';
import { asResult } from '../batch/unit-result.ts';
import { WorkGroup } from '../batch/work-group.ts';
import type { ProcessIsolation } from '../run/messages.ts';
import { findTest } from '../run/plan.ts';
import { CodeStore } from './code-store.ts';
import type { QueuePackages } from './connect.ts';
import {
  LOCK_MS,
  LOST_WORKERS_MAX,
  queueName,
  STALLED_CHECK_MS,
  type UnitJob,
  type UnitJobResult,
} from './unit-job.ts';

export interface QueueWorkerOptions {
  packages: QueuePackages;
  connection: Redis;
  /** How many units at a time. */
  jobs: number;
  /** Where code is kept while it is needed. */
  codeFolder: string;
  isolationOf: (spec: UnitJob['spec']) => ProcessIsolation | undefined;
  onDone: (job: UnitJob, done: UnitJobResult) => void;
}

/**
 * Takes units from the queue and runs them in processes of their own: submissions never get hold of the process that
 * keeps the job's lock.
 */
export class QueueWorker {
  readonly #options: QueueWorkerOptions;
  readonly #code: CodeStore;
  readonly #worker: Worker<UnitJob, UnitJobResult>;
  /** Processes that have run something of a submission's lab and wait for more of it; oldest first. */
  readonly #idle = new Map<string, GroupWorker>();

  constructor(options: QueueWorkerOptions) {
    this.#options = options;
    const { packages, connection, jobs } = options;
    this.#code = new CodeStore(connection);
    this.#worker = new packages.bullmq.Worker<UnitJob, UnitJobResult>(queueName(), (job) => this.#process(job), {
      connection,
      concurrency: jobs,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: LOST_WORKERS_MAX,
    });
    this.#worker.on('error', (error) => console.error(`queue: ${error.message}`));
  }

  /** Finishes what is being run, and takes nothing more. */
  async close(): Promise<void> {
    await this.#worker.close();
    for (const worker of this.#idle.values()) worker.close();
    this.#idle.clear();
  }

  async #process({ data }: Job<UnitJob, UnitJobResult>): Promise<UnitJobResult> {
    const { unit, spec } = data;
    const folder = await this.#code.fetch(unit.submissionDigest, this.#options.codeFolder);
    const { entry } = findTest(unit.testId);
    const name = `${unit.submissionDigest} ${entry.name} ${JSON.stringify(spec)}`;
    // A second run has to confirm a failure in a process that has not seen the first one.
    const known = unit.attempt === 1 ? this.#idle.get(name) : undefined;
    if (known !== undefined) this.#idle.delete(name);
    const worker =
      known ??
      new GroupWorker(new WorkGroup(folder, entry, spec.entries), spec.limits, this.#options.isolationOf(spec));
    const [result, durationMs] = asResult(unit, await worker.run(unit));
    if (unit.attempt === 1 && !this.#idle.has(name)) this.#keep(name, worker);
    else worker.close();
    const done = { result, durationMs };
    this.#options.onDone(data, done);
    return done;
  }

  #keep(name: string, worker: GroupWorker): void {
    this.#idle.set(name, worker);
    for (const [oldest, other] of this.#idle) {
      if (this.#idle.size <= this.#options.jobs) return;
      this.#idle.delete(oldest);
      other.close();
    }
  }
}
