import { expect, test } from 'vitest';
import { findTest } from '../../../src/grading/run/plan.ts';
import { WorkerProcess } from '../../../src/grading/run/worker-process.ts';

const INIT = { type: 'init', bundles: {}, stepCpuMs: 1000, isVerbose: false, isolation: undefined } as const;

test('work for a process that has just died ends with its death', async () => {
  const worker = new WorkerProcess({ memoryMb: 64, consoleFd: undefined });
  expect(await worker.load(INIT)).toEqual({ loadErrors: [] });
  worker.close();
  // It dies while this process, which does nothing else meanwhile, has not heard of it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  const cell = { test: findTest('2A/initial-election'), seed: 1 };
  expect(await worker.run(cell, undefined)).toEqual({
    death: { stuck: undefined, isOutOfMemory: false, description: 'the worker process ended with signal SIGKILL' },
  });
});
