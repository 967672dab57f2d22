import type { ApplicationName } from '../../sdk/programs/applications/registry.ts';
import type { WorkerOptions } from '../../sdk/programs/worker.ts';
import { CallRelay } from './call-relay.ts';
import { isCallEvent, type JobEvent } from './job-event.ts';
import { JobFailed } from './job-failed.ts';
import type { FromProcess } from './messages.ts';
import { type Ending, NodeProcess } from './node-process.ts';

export interface JobOptions {
  codePath: string;
  /** The directory that the processes share, with the inputs in it. */
  folder: string;
  application: ApplicationName;
  inputNames: readonly string[];
  workers: number;
  reduces: number;
  timeoutMs: number;
  isVerbose: boolean;
  signal: AbortSignal | undefined;
  onEvent(event: JobEvent): void;
}

/** Between the coordinator's start and the workers', and before a lost worker is replaced. */
const PAUSE_MS = 500;
const REPLACEMENTS_MAX = 200;
/** A coordinator whose workers have all left is given so long to end. */
const DESERTED_MS = 5_000;
/** Workers may take so long to notice that the coordinator has gone; one of `crash` may be asleep for ten seconds. */
const EXIT_MS = 30_000;
const POLL_MS = 20;

/** A coordinator and its workers as processes. A worker that is lost is replaced, as in the course's crash test. */
export class Job {
  readonly #options: JobOptions;
  readonly #startedAtMs = Date.now();
  readonly #coordinator: NodeProcess;
  readonly #workers = new Set<NodeProcess>();
  readonly #relay: CallRelay;
  readonly #failure: Promise<never>;
  #fail: (failure: JobFailed) => void = () => {};
  #lostWorkers = 0;
  #launched = 0;
  #isOver = false;

  constructor(options: JobOptions) {
    this.#options = options;
    this.#failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Whoever runs the job learns of it; before and after, nobody needs to.
    this.#failure.catch(() => {});
    this.#coordinator = this.#launch('coordinator');
    this.#relay = new CallRelay(this.#coordinator);
  }

  get lostWorkers(): number {
    return this.#lostWorkers;
  }

  /**
   * Runs the job to its end: the coordinator and all workers have exited.
   *
   * @throws JobFailed when the submission's code fails, or the job does not come to an end.
   */
  async run(): Promise<void> {
    const { signal, timeoutMs } = this.#options;
    const timeout = setTimeout(() => this.#fail(JobFailed.timeout(timeoutMs)), timeoutMs);
    const interrupt = () => this.#fail(JobFailed.interrupted());
    signal?.addEventListener('abort', interrupt);
    try {
      await Promise.race([this.#failure, this.#runToEnd()]);
    } finally {
      this.#isOver = true;
      clearTimeout(timeout);
      signal?.removeEventListener('abort', interrupt);
      const processes = [this.#coordinator, ...this.#workers];
      for (const process of processes) process.kill();
      await Promise.all(processes.map(({ ended }) => ended));
    }
  }

  async #runToEnd(): Promise<void> {
    const { inputNames, reduces, workers } = this.#options;
    this.#boot(this.#coordinator, 'coordinator', { files: inputNames, nReduce: reduces });
    await pause(PAUSE_MS);
    for (let i = 0; i < workers; i++) this.#startWorker();
    const { isRegular, description } = await this.#coordinator.ended;
    if (!isRegular) throw JobFailed.coordinatorLost(description);
    this.#relay.failAll();
    await this.#untilWorkersExit();
  }

  #launch(name: string): NodeProcess {
    const process = new NodeProcess(name, (message) => this.#onMessage(process, message));
    return process;
  }

  #startWorker(): void {
    const worker = this.#launch(`worker ${this.#launched++}`);
    this.#workers.add(worker);
    const { application } = this.#options;
    this.#boot(worker, 'worker', { coordinator: 0, pid: worker.pid, application, holds: [] } satisfies WorkerOptions);
    void worker.ended.then((ending) => this.#onWorkerEnded(worker, ending));
  }

  #boot(process: NodeProcess, program: 'coordinator' | 'worker', options: unknown): void {
    const { codePath, folder, isVerbose } = this.#options;
    process.boot({ codePath, program, options, folder, startedAtMs: this.#startedAtMs, logs: isVerbose });
    this.#options.onEvent({ type: 'started', process: process.name, pid: process.pid });
  }

  async #onWorkerEnded(worker: NodeProcess, { isRegular, description }: Ending): Promise<void> {
    if (this.#isOver) return;
    this.#workers.delete(worker);
    if (!isRegular) {
      this.#options.onEvent({ type: 'lost', process: worker.name, description });
      if (++this.#lostWorkers > REPLACEMENTS_MAX) this.#fail(JobFailed.tooManyLost(REPLACEMENTS_MAX, description));
      await pause(PAUSE_MS);
      if (!this.#isOver && this.#coordinator.isRunning) this.#startWorker();
    } else if (this.#workers.size === 0) {
      await pause(DESERTED_MS);
      if (!this.#isOver && this.#workers.size === 0 && this.#coordinator.isRunning) this.#fail(JobFailed.deserted());
    }
  }

  async #untilWorkersExit(): Promise<void> {
    const deadlineMs = Date.now() + EXIT_MS;
    while (this.#workers.size > 0) {
      if (Date.now() > deadlineMs)
        throw JobFailed.workersStay(
          [...this.#workers].map(({ name }) => name),
          EXIT_MS,
        );
      await pause(POLL_MS);
    }
  }

  #onMessage(process: NodeProcess, message: FromProcess): void {
    switch (message.type) {
      case 'send':
        this.#relay.call(process, message.rpcId, message.method, message.args);
        break;
      case 'reply':
        this.#relay.reply(message.callNumber, message.value);
        break;
      case 'observe':
        if (!isCallEvent(message.topic)) break;
        this.#options.onEvent({
          type: message.topic,
          process: process.name,
          pid: process.pid,
          name: String(JSON.parse(message.value)),
        });
        break;
      case 'log':
        this.#options.onEvent({ ...message, process: process.name });
        break;
      case 'error':
        this.#fail(JobFailed.crashed(process.name, message.message, message.stack));
        break;
      case 'exit':
        break;
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
