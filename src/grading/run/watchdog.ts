/**
 * A thread of a worker process that ends it when the main thread is stuck in code that never returns: asks the
 * inspector where that is, reports it, and kills the process. A jailed child that the main thread waits for is killed
 * instead: the main thread goes on without it.
 */
import { writeSync } from 'node:fs';
import { type Debugger, Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { BUNDLE_NAME } from '../submission/source-map.ts';
import { PROGRESS, type StuckReport, WATCHDOG_FD } from './messages.ts';

const { progress, stepWallMs } = workerData as { progress: Int32Array; stepWallMs: number };

const CHECKS_PER_LIMIT = 10;
/** How long the main thread may take to say where it is: it cannot while it is inside one long built-in function. */
const PAUSE_MS = 1_000;

/** How many steps to look for the submission's own code. */
const MAX_STEPS = 200;

let last = progress[PROGRESS.events];
let checksWithoutProgress = 0;

setInterval(() => {
  const isMoving = progress[PROGRESS.isRunning] === 0 || progress[PROGRESS.events] !== last;
  last = progress[PROGRESS.events];
  checksWithoutProgress = isMoving ? 0 : checksWithoutProgress + 1;
  if (checksWithoutProgress < CHECKS_PER_LIMIT) return;
  const childPid = Atomics.load(progress, PROGRESS.childPid);
  if (childPid === 0) {
    if (checksWithoutProgress === CHECKS_PER_LIMIT) locate();
    return;
  }
  checksWithoutProgress = 0;
  Atomics.store(progress, PROGRESS.endedChildPid, childPid);
  process.kill(childPid, 'SIGKILL');
}, stepWallMs / CHECKS_PER_LIMIT);

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
  const report: StuckReport = { stack, stepWallMs };
  writeSync(WATCHDOG_FD, JSON.stringify(report));
  process.kill(process.pid, 'SIGKILL');
}
