/** A worker process: runs one test after the other and reports each. What student code does to it, it does alone. */
import { readFileSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { HarnessBug } from '../../base/assert.ts';
import { type Bundle, loadBundle, VmHost } from '../../harness/nodes/vm-host.ts';
import { type Drain, synchronousDrain } from '../../harness/simulation/drain.ts';
import type { LogLine } from '../../harness/world.ts';
import { observedRun } from '../../labs/observed-run/observed-run.ts';
import { BUNDLE_NAME } from '../submission/source-map.ts';
import type { FromWorker, InitMessage, LoadError, RunMessage, ToWorker } from './messages.ts';
import { findTest } from './plan.ts';

/** Counts events; the watchdog looks whether it still moves while something runs. */
const progress = new Int32Array(new SharedArrayBuffer(8));
const RUNNING = 1;

const bundles = new Map<string, Bundle>();
let isVerbose = false;
let drain: Drain | undefined;

process.on('message', (message: ToWorker) => {
  // Draining microtasks inside the delivery of a message would deliver it twice: leave it first.
  if (message.type === 'init') setImmediate(init, message);
  else void run(message);
});
process.on('disconnect', () => process.exit(0));

function init(message: InitMessage): void {
  drain = synchronousDrain();
  if (drain === undefined) {
    process.emitWarning(
      'this version of Node has no synchronous microtask drain: tests give the same results, but slower',
    );
  }
  isVerbose = message.isVerbose;
  const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), {
    workerData: { progress, stepWallMs: message.stepWallMs },
    // The watchdog must not inherit limits meant for student code.
    resourceLimits: {},
  });
  watchdog.unref();
  const loadErrors: LoadError[] = [];
  progress[RUNNING] = 1;
  for (const [entry, { codePath }] of Object.entries(message.bundles)) {
    const bundle: Bundle = { code: readFileSync(codePath, 'utf8'), fileName: BUNDLE_NAME };
    bundles.set(entry, bundle);
    const error = loadBundle(bundle);
    if (error !== undefined) loadErrors.push({ entry, ...error });
  }
  progress[RUNNING] = 0;
  send({ type: 'ready', loadErrors });
}

async function run({ testId, seed, variation, aspect }: RunMessage): Promise<void> {
  const test = findTest(testId);
  const bundle = bundles.get(test.entry.name);
  if (bundle === undefined) throw new HarnessBug(`the worker cannot run ${testId}`);
  const startMs = performance.now();
  progress[RUNNING] = 1;
  const { run, findings } = await observedRun(test, aspect, () => ({
    seed,
    variation,
    host: new VmHost(bundle),
    drain,
    onProgress: () => {
      progress[0] = ((progress[0] as number) + 1) | 0;
    },
    ...(isVerbose ? { onLog: printLog } : {}),
  }));
  progress[RUNNING] = 0;
  send({ type: 'result', run, findings, durationMs: performance.now() - startMs });
}

function send(message: FromWorker): void {
  process.send?.(message);
}

/** Written at once, so that nothing is lost when the process is ended. */
function printLog({ atMs, node, level, text }: LogLine): void {
  const time = `${atMs.toFixed(1)} ms`.padStart(12);
  writeSync(1, `${time}  ${node}  ${level === 'log' ? '' : `${level}: `}${text}\n`);
}
