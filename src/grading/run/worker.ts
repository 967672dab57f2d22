/**
 * A worker process: runs one test after the other and reports each. What student code does to it, it does alone; with
 * process isolation, student code runs in its jailed children only.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { HarnessBug } from '../../base/assert.ts';
import type { Host } from '../../harness/nodes/host.ts';
import { checkBundles } from '../../harness/nodes/process/check-bundles.ts';
import type { ChildWatch } from '../../harness/nodes/process/child.ts';
import { ChildPool } from '../../harness/nodes/process/child-pool.ts';
import { ProcessHost } from '../../harness/nodes/process/process-host.ts';
import { type Bundle, loadBundle, VmHost } from '../../harness/nodes/vm-host.ts';
import { type Drain, synchronousDrain } from '../../harness/simulation/drain.ts';
import type { LogLine } from '../../harness/world.ts';
import { observedRun } from '../../labs/observed-run/observed-run.ts';
import { BUNDLE_NAME } from '../submission/source-map.ts';
import { ConsoleOutput } from './console-output.ts';
import {
  type FromWorker,
  type InitMessage,
  type LoadError,
  PROGRESS,
  PROGRESS_WORDS,
  type ProcessIsolation,
  type ResultMessage,
  type RunMessage,
  type ToWorker,
} from './messages.ts';
import { findTest } from './plan.ts';

const progress = new Int32Array(new SharedArrayBuffer(4 * PROGRESS_WORDS));

const bundles = new Map<string, Bundle>();
const output = new ConsoleOutput(1, countProgress);
let isVerbose = false;
let drain: Drain | undefined;
let makeHost: (bundle: Bundle) => Host = (bundle) => new VmHost(bundle);
/** Ends what the harness has started for itself. */
let cleanUp = () => {};
/** Was a child lost that had run other tests before? What it did there must not cost this one anything. */
let hasLostUsedChild = () => false;

process.on('message', (message: ToWorker) => {
  // Draining microtasks inside the delivery of a message would deliver it twice: leave it first.
  if (message.type === 'init') setImmediate(init, message);
  else void run(message);
});
process.on('disconnect', () => {
  cleanUp();
  process.exit(0);
});

function init(message: InitMessage): void {
  drain = synchronousDrain();
  if (drain === undefined) {
    process.emitWarning(
      'this version of Node has no synchronous microtask drain: tests give the same results, but slower',
    );
  }
  isVerbose = message.isVerbose;
  const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), {
    workerData: { progress, stepCpuMs: message.stepCpuMs, isIsolated: message.isolation !== undefined },
    // The watchdog must not inherit limits meant for student code.
    resourceLimits: {},
  });
  watchdog.unref();
  for (const [entry, { codePath }] of Object.entries(message.bundles)) {
    bundles.set(entry, { code: readFileSync(codePath, 'utf8'), fileName: BUNDLE_NAME });
  }
  progress[PROGRESS.isRunning] = 1;
  const { isolation } = message;
  void (isolation === undefined ? Promise.resolve(load()) : loadIsolated(isolation, message.stepCpuMs)).then(
    (loadErrors) => {
      progress[PROGRESS.isRunning] = 0;
      send({ type: 'ready', loadErrors });
    },
  );
}

function load(): LoadError[] {
  return [...bundles].flatMap(([entry, bundle]) => {
    countProgress();
    const error = loadBundle(bundle);
    return error === undefined ? [] : [{ entry, ...error }];
  });
}

/** Nodes waiting for their first event are as many as a lab's smallest cluster. */
const STRICT_SPARES = 3;

async function loadIsolated({ jail, limits, isStrict }: ProcessIsolation, stepCpuMs: number): Promise<LoadError[]> {
  const pool = new ChildPool({
    jail,
    limits,
    watch: childWatch(stepCpuMs),
    spares: isStrict ? STRICT_SPARES : 1,
    // What a run prints is printed at once, so that nothing is run a second time.
    isReusing: !isVerbose,
  });
  cleanUp = () => pool.close();
  hasLostUsedChild = () => pool.hasLostUsed();
  makeHost = (bundle) => new ProcessHost({ bundle, pool, isStrict });
  return checkBundles(pool, bundles);
}

function childWatch(stepCpuMs: number): ChildWatch {
  return {
    stepCpuMs,
    begin: (pid) => {
      countProgress();
      Atomics.store(progress, PROGRESS.childPid, pid);
    },
    end: () => {
      Atomics.store(progress, PROGRESS.childPid, 0);
    },
    hasEnded: (pid) => Atomics.load(progress, PROGRESS.endedChildPid) === pid,
  };
}

async function run(message: RunMessage): Promise<void> {
  let result: ResultMessage;
  do {
    result = await attempt(message);
  } while (hasLostUsedChild());
  send(result);
}

async function attempt({ testId, seed, variation, aspect }: RunMessage): Promise<ResultMessage> {
  const test = findTest(testId);
  const bundle = bundles.get(test.entry.name);
  if (bundle === undefined) throw new HarnessBug(`the worker cannot run ${testId}`);
  const startMs = performance.now();
  progress[PROGRESS.isRunning] = 1;
  const { run, findings } = await observedRun(test, aspect, () => ({
    seed,
    variation,
    host: makeHost(bundle),
    drain,
    onProgress: countProgress,
    ...(isVerbose ? { onLog: printLog } : {}),
  }));
  progress[PROGRESS.isRunning] = 0;
  return { type: 'result', run, findings, durationMs: performance.now() - startMs };
}

function countProgress(): void {
  progress[PROGRESS.events] = ((progress[PROGRESS.events] as number) + 1) | 0;
}

function send(message: FromWorker): void {
  process.send?.(message);
}

function printLog({ atMs, node, level, text }: LogLine): void {
  const time = `${atMs.toFixed(1)} ms`.padStart(12);
  output.write(`${time}  ${node}  ${level === 'log' ? '' : `${level}: `}${text}\n`);
}
