import type { KeyValue } from '../../mapreduce.ts';

/** What an application can do to the worker process that it runs in. */
export interface ApplicationProcess {
  sleep(ms: number): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
  /** Ends the process; the promise never resolves. */
  exit(code: number): Promise<never>;
}

/**
 * An application of Lab 1 (Go: a plugin of `mrapps`): two pure functions, and what calling them does to the worker.
 *
 * The two are apart so that what a job must result in can be computed from the functions alone.
 */
export interface Application {
  map(fileName: string, content: string): KeyValue[];
  reduce(key: string, values: readonly string[]): string;
  /** Takes time, or ends the process, before a call of `map`. */
  disturbMap?(process: ApplicationProcess, fileName: string): Promise<void>;
  /** The same before a call of `reduce`. */
  disturbReduce?(process: ApplicationProcess, key: string): Promise<void>;
}
