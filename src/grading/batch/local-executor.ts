import type { ProcessIsolation } from '../run/messages.ts';
import type { GradeSpec } from './grade-spec.ts';
import { GroupWorker } from './group-worker.ts';
import type { Executor, Unit } from './unit.ts';
import { asResult } from './unit-result.ts';
import { groupUnits, nextGroup, type WorkGroup } from './work-group.ts';

export interface LocalExecutorOptions {
  spec: Pick<GradeSpec, 'limits' | 'entries'>;
  /** Where a submission's files are, by its digest. */
  folderOf: (submissionDigest: string) => string;
  /** How many worker processes at a time. */
  jobs: number;
  /** Undefined: nodes run in the worker processes themselves, which is for code that is trusted. */
  isolation: ProcessIsolation | undefined;
}

type OnResult = Parameters<Executor['run']>[1];

/**
 * Runs units in worker processes of this machine. Each submission's worker is its own: what one does to it, no other
 * meets. Submissions take turns; when fewer are left than workers, they help each other.
 */
export class LocalExecutor implements Executor {
  readonly #options: LocalExecutorOptions;
  readonly #workers = new Set<GroupWorker>();
  #isClosed = false;

  constructor(options: LocalExecutorOptions) {
    this.#options = options;
  }

  async run(units: readonly Unit[], onResult: OnResult): Promise<void> {
    const { spec, folderOf, jobs } = this.#options;
    const groups = groupUnits(units, folderOf, spec.entries);
    const work = async () => {
      for (let group = nextGroup(groups); group !== undefined && !this.#isClosed; group = nextGroup(groups)) {
        await this.#workOn(group, onResult);
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: Math.min(jobs, units.length) }, work));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Ends what runs: nothing more is reported. */
  close(): Promise<void> {
    this.#isClosed = true;
    for (const worker of this.#workers) worker.close();
    return Promise.resolve();
  }

  async #workOn(group: WorkGroup, onResult: OnResult): Promise<void> {
    const { spec, isolation } = this.#options;
    const worker = new GroupWorker(group, spec.limits, isolation);
    this.#workers.add(worker);
    group.workers++;
    try {
      for (let unit = group.waiting.shift(); unit !== undefined; unit = group.waiting.shift()) {
        const run = await worker.run(unit);
        if (this.#isClosed) return;
        await onResult(...asResult(unit, run));
      }
    } finally {
      group.workers--;
      worker.close();
      this.#workers.delete(worker);
    }
  }
}
