/**
 * A thread of a worker process that ends it when the main thread is stuck in code that never returns: asks the
 * inspector where that is, reports it, and kills the process. Where the nodes live in jailed children, the child that
 * the main thread waits for is killed instead: the main thread goes on without it.
 *
 * What counts is CPU time, so that a busy machine takes nothing away from anybody; code that waits without using any is
 * ended too, later.
 */
import { writeSync } from 'node:fs';
import { type Debugger, Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { BUNDLE_NAME } from '../submission/source-map.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { PROGRESS, REAL_TIME_FACTOR, type StuckReport, WATCHDOG_FD } from './messages.ts';

const { progress, stepCpuMs, isIsolated } = workerData as {
  progress: Int32Array;
  stepCpuMs: number;
  isIsolated: boolean;
};

const CHECKS_PER_LIMIT = 10;
/** How long the main thread may take to say where it is: it cannot while it is inside one long built-in function. */
const PAUSE_MS = 1_000;

/** How many steps to look for the submission's own code. */
const MAX_STEPS = 200;

/** A time at which something ran that has not returned since. */
interface Standstill {
  events: number;
  /** 0: this process. */
  childPid: number;
  atMs: number;
  cpuMs: number;
}

let since: Standstill | undefined;

const timer = setInterval(() => {
  const now = look();
  if (now === undefined || since?.events !== now.events || since.childPid !== now.childPid) {
    since = now;
    return;
  }
  const isStuck = now.cpuMs - since.cpuMs >= stepCpuMs || now.atMs - since.atMs >= REAL_TIME_FACTOR * stepCpuMs;
  if (!isStuck) return;
  since = undefined;
  if (now.childPid === 0) {
    clearInterval(timer);
    locate();
    return;
  }
  Atomics.store(progress, PROGRESS.endedChildPid, now.childPid);
  process.kill(now.childPid, 'SIGKILL');
}, stepCpuMs / CHECKS_PER_LIMIT);

/** What runs at this moment; undefined when it is nothing of the submission's. */
function look(): Standstill | undefined {
  if (progress[PROGRESS.isRunning] === 0) return undefined;
  const childPid = Atomics.load(progress, PROGRESS.childPid);
  if (isIsolated && childPid === 0) return undefined;
  const cpuMs = childPid === 0 ? ownCpuTimeMs() : cpuTimeMs(childPid);
  return { events: progress[PROGRESS.events] as number, childPid, atMs: performance.now(), cpuMs };
}

function ownCpuTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function locate(): void {
  setTimeout(() => end(''), PAUSE_MS);
  const session = new Session();
  session.connectToMainThread();
  const urls = new Map<string, string>();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  let steps = 0;
  session.on('Debugger.paused', ({ params }) => {
    const lines = params.callFrames.map((frame) => frameLine(frame, urls.get(frame.location.scriptId) ?? ''));
    // Between two microtasks there is nothing of the submission on the stack: step on until there is.
    if (lines.some((line) => line.includes(BUNDLE_NAME)) || ++steps === MAX_STEPS) end(lines.join('\n'));
    else session.post('Debugger.stepInto');
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}

/** A frame as V8 prints it. Its own `url` is empty for scripts of a vm context. */
function frameLine({ functionName, location }: Debugger.CallFrame, url: string): string {
  const place = `${url}:${location.lineNumber + 1}:${(location.columnNumber ?? 0) + 1}`;
  return functionName === '' ? `    at ${place}` : `    at ${functionName} (${place})`;
}

function end(stack: string): void {
  const report: StuckReport = { stack, stepCpuMs };
  writeSync(WATCHDOG_FD, JSON.stringify(report));
  process.kill(process.pid, 'SIGKILL');
}
