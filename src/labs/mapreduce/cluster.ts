import type { RandomStream } from '../../base/random.ts';
import { FaultInjector } from '../../harness/faults/injector.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import { SharedFiles } from '../../harness/storage/shared-files.ts';
import type { World } from '../../harness/world.ts';
import type { CoordinatorEnv } from '../../sdk/mapreduce.ts';
import { APPLICATIONS, type ApplicationName } from '../../sdk/programs/applications/registry.ts';
import type { TaskKind, WorkerOptions } from '../../sdk/programs/worker.ts';
import { type FailureDetails, type Property, PropertyViolated } from '../failure.ts';
import { JobOutput } from './output.ts';
import { type Ending, ProcessLog } from './process-log.ts';
import { exitWhenFinished, jobCompletion, processesExit, reExecution, sequentialEquivalence } from './properties.ts';
import { PublishedOutput } from './published-output.ts';
import { sequentialRun } from './sequential-run.ts';
import { TaskLog } from './task-log.ts';
import { inputTexts } from './texts.ts';

/** How long a job may take: Go's `timeout -k 2s 180s`. */
export const JOB_MS = 180_000;
/** How long workers may take to notice that the coordinator has gone. */
const EXIT_MS = 30_000;
/** Between the coordinator's start and the first worker's, and before a worker is replaced. */
const PAUSE_MS = 1_000;
const POLL_MS = 10;
const FIRST_PID = 1_000;

export interface JobOptions {
  application: ApplicationName;
  nReduce: number;
}

/** A coordinator, its workers and the directory that they share. */
export class MapReduceCluster {
  readonly world: World;
  readonly random: RandomStream;
  readonly faults: FaultInjector;
  readonly files: SharedFiles;
  readonly tasks: TaskLog;
  readonly processes: ProcessLog;
  readonly output: JobOutput;
  readonly coordinator: SimNode;
  readonly workers: SimNode[] = [];
  readonly #application: ApplicationName;

  constructor(world: World, { application, nReduce }: JobOptions) {
    const texts = inputTexts();
    const files = texts.map(({ name }) => name);
    this.world = world;
    this.random = world.stream('test');
    this.#application = application;
    this.faults = new FaultInjector(world);
    this.files = new SharedFiles(world);
    for (const { name, content } of texts) this.files.put(name, content);
    this.tasks = new TaskLog(world, files);
    this.processes = new ProcessLog(world);
    this.output = new JobOutput(this.files, nReduce, expectedOutput(application));
    const published = new PublishedOutput(world, this.files, this.output);
    for (const observer of [this.files, published, this.tasks, this.processes]) world.observers.add(observer);
    this.coordinator = world.addNode({
      name: 'coordinator',
      program: 'coordinator',
      options: { files, nReduce } satisfies CoordinatorEnv,
    });
  }

  /** Starts the coordinator, and gives it a second as the Go script does. */
  async start(): Promise<void> {
    this.world.boot(this.coordinator);
    await this.elapse(PAUSE_MS);
  }

  elapse(ms: number): Promise<void> {
    return this.world.sleep(ms);
  }

  /** Starts one more worker process. @param holds see {@link release}. */
  launch(holds: readonly TaskKind[] = []): SimNode {
    const number = this.workers.length;
    const worker = this.world.addNode({
      name: `worker ${number}`,
      program: 'worker',
      options: {
        coordinator: this.coordinator.id,
        pid: FIRST_PID + number,
        application: this.#application,
        holds,
      } satisfies WorkerOptions,
    });
    this.workers.push(worker);
    this.world.boot(worker);
    return worker;
  }

  launchSeveral(count: number): void {
    for (let i = 0; i < count; i++) this.launch();
  }

  /** Keeps so many workers running while the coordinator does: one that ends is replaced a second later. */
  keepWorkers(count: number): void {
    for (let i = 0; i < count; i++) void this.#keepWorker();
  }

  async #keepWorker(): Promise<void> {
    while (this.coordinator.isAlive) {
      await this.processes.ended(this.launch());
      await this.elapse(PAUSE_MS);
    }
  }

  /** Ends a worker at once, like `kill -9`. */
  kill(worker: SimNode): void {
    this.faults.inject({ kind: 'crash', node: worker.id });
  }

  /** Lets a worker's calls of one kind go on that were held. */
  async release(worker: SimNode, kind: TaskKind): Promise<void> {
    await this.world.call(worker, 'release', [kind]);
  }

  /** Resolves when the process has ended. @throws PropertyViolated when the job's time is over before that. */
  async untilEnded(process: SimNode): Promise<void> {
    await this.#withinJobTime(this.processes.ended(process));
    if (process.isAlive) this.#failUnfinished();
  }

  /** The first process that exits by itself, at that moment. @throws PropertyViolated as {@link untilEnded} does. */
  async firstExit(): Promise<Ending> {
    return (await this.#withinJobTime(this.processes.firstExit())) ?? this.#failUnfinished();
  }

  /** Resolves when the calls so far fulfil the condition. @throws PropertyViolated as {@link untilEnded} does. */
  async untilCalls(condition: (tasks: TaskLog) => boolean): Promise<void> {
    const isFulfilled = await this.#withinJobTime(this.tasks.until(condition).then(() => true));
    if (!isFulfilled) this.#failUnfinished();
  }

  /** Resolves when the output is complete and right. @throws PropertyViolated when it is not at the coordinator's exit. */
  async untilComplete(): Promise<void> {
    while (!this.output.isComplete) {
      if (!this.coordinator.isAlive) this.#expectComplete();
      if (this.world.nowMs > JOB_MS) this.#failUnfinished();
      await this.elapse(POLL_MS);
    }
  }

  /** What the promise resolves to, or undefined when the job's time is over first. */
  #withinJobTime<T>(promise: Promise<T>): Promise<T | undefined> {
    return Promise.race([promise, this.elapse(JOB_MS - this.world.nowMs).then(() => undefined)]);
  }

  /**
   * Waits for the job's end: the coordinator exits with all output in place, then the workers exit, and the output is
   * still as it should be. Every test ends with it; to wait for it once more costs nothing.
   */
  async finish(): Promise<void> {
    await this.untilEnded(this.coordinator);
    this.#expectComplete();
    await this.#untilWorkersExit();
    this.output.expectComplete('when all workers had exited');
  }

  fail(property: Property, details: FailureDetails): never {
    throw new PropertyViolated(property, details);
  }

  #expectComplete(): void {
    const isBegun = this.tasks.calls.some(
      ({ kind, name, state }) => state !== 'finished' && !this.tasks.hasFinished(kind, name),
    );
    this.output.expectComplete('when the coordinator exited', isBegun ? exitWhenFinished : sequentialEquivalence);
  }

  async #untilWorkersExit(): Promise<void> {
    let quietSinceMs = this.world.nowMs;
    for (;;) {
      const running = this.workers.filter(({ isAlive }) => isAlive);
      if (running.length === 0) return;
      if (this.tasks.running.length > 0) quietSinceMs = this.world.nowMs;
      if (this.world.nowMs - quietSinceMs > EXIT_MS) {
        this.fail(processesExit, {
          message: `${running.length} workers did not exit`,
          expected: `all workers exit within ${EXIT_MS / 1000} s after the coordinator and their last task`,
          actual: `${running.map(({ spec }) => spec.name).join(', ')} still ran`,
        });
      }
      await this.elapse(POLL_MS);
    }
  }

  #failUnfinished(): never {
    const isDisturbed = this.faults.schedule.length > 0 || this.tasks.calls.some(({ state }) => state === 'lost');
    this.fail(isDisturbed ? reExecution : jobCompletion, {
      message: 'the job was not finished',
      expected: `the coordinator exits within ${JOB_MS / 1000} s`,
      actual: this.#describeProgress(),
    });
  }

  #describeProgress(): string {
    const { unmapped } = this.tasks;
    const [open] = unmapped;
    const reduced = new Set(
      this.tasks.callsOf('reduce').flatMap(({ state, name }) => (state === 'finished' ? name : [])),
    );
    const keys = this.output.expected.length;
    const progress =
      open !== undefined
        ? `${unmapped.length} files were not mapped, ${this.#describeLast('map', open)}`
        : reduced.size < keys
          ? `all files were mapped, and ${keys - reduced.size} of ${keys} keys not reduced`
          : 'all files were mapped and all keys reduced, but done() did not return true';
    return this.workers.some(({ isAlive }) => isAlive) ? progress : `${progress}; no worker was running any more`;
  }

  #describeLast(kind: TaskKind, name: string): string {
    const last = this.tasks.callsOf(kind, name).at(-1);
    if (last === undefined) return `'${name}' was given to nobody`;
    return `'${name}' was last begun by ${last.worker.spec.name} at ${Math.round(last.beginMs)} ms (${last.state})`;
  }
}

/** The inputs never change, and so neither does what must come out. */
const expectedOutputs = new Map<ApplicationName, string[]>();

function expectedOutput(application: ApplicationName): string[] {
  let lines = expectedOutputs.get(application);
  if (lines === undefined) {
    lines = sequentialRun(APPLICATIONS[application], inputTexts());
    expectedOutputs.set(application, lines);
  }
  return lines;
}
