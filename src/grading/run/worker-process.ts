import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { childEnvironment } from '../../base/child-environment.ts';
import { SHORT_LIVED_CODE, YOUNG_GARBAGE } from '../../base/engine-options.ts';
import { packagePath } from '../../base/package-path.ts';
import type { Aspect } from '../../labs/observed-run/observed-run.ts';
import type { FromWorker, InitMessage, LoadError, RunMessage, StuckReport } from './messages.ts';
import { WATCHDOG_FD } from './messages.ts';
import type { Cell } from './plan.ts';

/** How a worker process ended while it had work. */
export interface WorkerDeath {
  /** The watchdog's word, if it ended the process. */
  stuck: StuckReport | undefined;
  isOutOfMemory: boolean;
  /** Exit code or signal, and the end of what it printed on standard error. */
  description: string;
}

export type CellOutcome = { result: Extract<FromWorker, { type: 'result' }> } | { death: WorkerDeath };
export type LoadOutcome = { loadErrors: LoadError[] } | { death: WorkerDeath };

export interface WorkerOptions {
  memoryMb: number;
  /** Where the submission's console goes: a file descriptor of ours. */
  consoleFd: number | undefined;
}

const STDERR_KEPT_CHARS = 4_000;

/** One worker process, seen from the parent. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #stderr = '';
  #watchdog = '';
  #receive: ((outcome: { message: FromWorker } | { death: WorkerDeath }) => void) | undefined;
  #death: WorkerDeath | undefined;

  constructor({ memoryMb, consoleFd }: WorkerOptions) {
    this.#child = fork(packagePath('dist', 'program', 'grading', 'run', 'worker.js'), [], {
      execArgv: [...SHORT_LIVED_CODE, ...YOUNG_GARBAGE, `--max-old-space-size=${memoryMb}`],
      env: childEnvironment(),
      stdio: ['ignore', consoleFd ?? 'ignore', 'pipe', 'ipc', 'pipe'],
    });
    const keep = (stream: unknown, add: (text: string) => void) => {
      (stream as Readable).setEncoding('utf8').on('data', add);
    };
    keep(this.#child.stderr, (text) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT_CHARS);
    });
    keep(this.#child.stdio[WATCHDOG_FD], (text) => {
      this.#watchdog += text;
    });
    this.#child.on('message', (message: FromWorker) => this.#settle({ message }));
    this.#child.on('close', (code, signal) => {
      this.#death = this.#describeDeath(code, signal);
      this.#settle({ death: this.#death });
    });
  }

  /** Hands the worker its bundles; resolves to what is wrong with them. */
  async load(init: InitMessage): Promise<LoadOutcome> {
    const outcome = await this.#ask(init);
    return 'death' in outcome
      ? outcome
      : { loadErrors: outcome.message.type === 'ready' ? outcome.message.loadErrors : [] };
  }

  async run({ test, seed, variation }: Cell, aspect: Aspect | undefined): Promise<CellOutcome> {
    const outcome = await this.#ask({ type: 'run', testId: test.id, seed, variation, aspect } satisfies RunMessage);
    if ('death' in outcome) return outcome;
    return { result: outcome.message as Extract<FromWorker, { type: 'result' }> };
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  #ask(message: object): Promise<{ message: FromWorker } | { death: WorkerDeath }> {
    if (this.#death !== undefined) return Promise.resolve({ death: this.#death });
    return new Promise((resolve) => {
      this.#receive = resolve;
      // A process that cannot be reached is dying, or has to: 'close' then tells how it ended.
      this.#child.send(message, (error) => error === null || this.#child.kill('SIGKILL'));
    });
  }

  #settle(outcome: { message: FromWorker } | { death: WorkerDeath }): void {
    const receive = this.#receive;
    this.#receive = undefined;
    receive?.(outcome);
  }

  #describeDeath(code: number | null, signal: string | null): WorkerDeath {
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    return {
      stuck: this.#watchdog === '' ? undefined : (JSON.parse(this.#watchdog) as StuckReport),
      isOutOfMemory: /heap out of memory|heap limit/i.test(this.#stderr),
      description: `the worker process ended with ${how}${this.#stderr === '' ? '' : `: ${this.#stderr.trim().slice(-600)}`}`,
    };
  }
}
