import { LabsError } from '../../base/errors.ts';
import { type CellRun, EMPTY_RUN } from '../run/cell-run.ts';
import { CellRunner } from '../run/cell-runner.ts';
import type { ProcessIsolation } from '../run/messages.ts';
import { findTest } from '../run/plan.ts';
import { buildFailure } from './build-failure.ts';
import type { GradeSpec } from './grade-spec.ts';
import type { Unit } from './unit.ts';
import type { WorkGroup } from './work-group.ts';

/** A worker process for the units of one group. Everything that can go wrong ends up in a unit's verdict. */
export class GroupWorker {
  readonly #group: WorkGroup;
  readonly #limits: GradeSpec['limits'];
  readonly #isolation: ProcessIsolation | undefined;
  #runner: CellRunner | undefined;

  constructor(group: WorkGroup, limits: GradeSpec['limits'], isolation: ProcessIsolation | undefined) {
    this.#group = group;
    this.#limits = limits;
    this.#isolation = isolation;
  }

  async run({ testId, seed }: Unit): Promise<CellRun> {
    const group = this.#group;
    if (group.failure !== undefined) return group.failure;
    try {
      this.#runner ??= await this.#start();
      const { run } = await this.#runner.run({ test: findTest(testId), seed });
      return this.#isolation === undefined ? run : blameHarness(run);
    } catch (error) {
      group.failure = verdictOnLoading(error, group);
      return group.failure;
    }
  }

  close(): void {
    this.#runner?.close();
    this.#runner = undefined;
  }

  async #start(): Promise<CellRunner> {
    const submission = await this.#group.load();
    return new CellRunner({ submission, limits: this.#limits, consoleFd: undefined, isolation: this.#isolation });
  }
}

/** Code that cannot be loaded has failed every test; that we could not load it is our own fault. */
function verdictOnLoading(error: unknown, group: WorkGroup): CellRun {
  if (error instanceof LabsError) return { ...EMPTY_RUN, ...buildFailure(group.withoutPlace(error.message)) };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return atFault({ ...EMPTY_RUN, ...buildFailure(message) }, 'the harness could not load the submission');
}

/**
 * With nodes in processes of their own, a worker that dies has not died of the submission's code, which is elsewhere:
 * whatever brought it about, it must not cost points.
 */
function blameHarness(run: CellRun): CellRun {
  const isDead = run.failure !== null && run.digest === '';
  return isDead ? atFault(run, `the process that judges the submission has ended: ${run.failure?.message}`) : run;
}

function atFault(run: CellRun, message: string): CellRun {
  if (run.failure === null) return run;
  const hint = 'grade again on a machine that is less busy; if that does not help, please report it';
  return { ...run, status: 'harness-error', failure: { ...run.failure, kind: 'harness', message, hint } };
}
