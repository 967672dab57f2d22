/**
 * A thread of a job's process that ends it once its parent is gone. The main thread learns that, too, but not while it
 * is in a loop that never returns.
 */
import { workerData } from 'node:worker_threads';

const CHECK_MS = 500;

const { parentPid } = workerData as { parentPid: number };

setInterval(() => {
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
}, CHECK_MS);
