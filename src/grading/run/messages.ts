import type { ChildLimits, Jail } from '../../harness/nodes/jail/jail.ts';
import type { Variation } from '../../harness/variation.ts';
import type { Aspect, Findings } from '../../labs/observed-run/observed-run.ts';
import type { TestRun } from '../../labs/run-test.ts';

/** What a worker process needs to run the tests of a lab. */
export interface BundleFiles {
  codePath: string;
}

/** Parent → worker, first of all. */
export interface InitMessage {
  type: 'init';
  /** By lab entry. */
  bundles: Record<string, BundleFiles>;
  /** CPU time after which code that has not returned from one event is ended, ms. */
  stepCpuMs: number;
  isVerbose: boolean;
  /** Absent: nodes run in the worker itself. */
  isolation: ProcessIsolation | undefined;
}

/** How nodes are run away from the harness. */
export interface ProcessIsolation {
  jail: Jail;
  limits: ChildLimits;
  /** A process for every node, not for every test? */
  isStrict: boolean;
}

/** Parent → worker: run this; one at a time. */
export interface RunMessage {
  type: 'run';
  testId: string;
  seed: number;
  variation: Variation | undefined;
  aspect: Aspect | undefined;
}

export type ToWorker = InitMessage | RunMessage;

/** Code that failed while its module was loaded. */
export interface LoadError {
  entry: string;
  message: string;
  stack: string;
}

export interface ResultMessage {
  type: 'result';
  run: TestRun;
  findings: Findings;
  durationMs: number;
}

/** Worker → parent. */
export type FromWorker = { type: 'ready'; loadErrors: LoadError[] } | ResultMessage;

/** Watchdog → parent, over a pipe of its own, before it ends the process. */
export interface StuckReport {
  /** A stack trace of the bundle, in the form that V8 prints. */
  stack: string;
  stepCpuMs: number;
}

/** After so many times the limit in real time, code is stuck that uses no CPU. */
export const REAL_TIME_FACTOR = 5;

/** File descriptor of the watchdog's pipe in a worker. */
export const WATCHDOG_FD = 4;

/** What a worker's main thread tells its watchdog, in shared memory. */
export const PROGRESS = {
  /** Counts events; while something runs it must move. */
  events: 0,
  isRunning: 1,
  /** The child that the main thread waits for; 0: none. */
  childPid: 2,
  /** The child that the watchdog has ended last. */
  endedChildPid: 3,
} as const;

export const PROGRESS_WORDS = 4;
