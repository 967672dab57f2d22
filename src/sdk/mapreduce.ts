import type { Peer, RpcHandlers } from './rpc.ts';

export type { Peer, RpcHandler, RpcHandlers } from './rpc.ts';

export interface KeyValue {
  key: string;
  value: string;
}

/** What the coordinator is given (Go: the parameters of `MakeCoordinator`). */
export interface CoordinatorEnv {
  /** One map task per input file. */
  files: readonly string[];
  /** Number of reduce tasks, and so of output files `mr-out-0` … */
  nReduce: number;
}

export interface Coordinator {
  /** What a worker's `coordinator.call('GetTask', args)` reaches. */
  rpc: RpcHandlers;
  /** Has the whole job finished? The coordinator's process ends soon after this says true (Go: `Done`). */
  done(): boolean;
}

/** The directory that coordinator and workers share. A name is a plain file name: no folders. */
export interface FileSystem {
  /** The whole content; rejects when there is no such file. */
  read(name: string): Promise<string>;
  /** Creates or replaces the file. Not atomic: a crash on the way leaves a file that ends early. */
  write(name: string, content: string): Promise<void>;
  /** Renames atomically, replacing a file that has the new name; rejects when there is no such file. */
  rename(from: string, to: string): Promise<void>;
  /** Removes the file; does nothing when there is none. */
  remove(name: string): Promise<void>;
  /** The names of all files, sorted. */
  list(): Promise<string[]>;
}

/** What a worker process is given (Go: the parameters of `Worker`, and the file system). */
export interface WorkerEnv {
  /** `call` resolves to `undefined` when the coordinator has gone, or when a network that loses messages lost one. */
  coordinator: Peer;
  /** A number that no other worker process has (Go: `os.Getpid()`). */
  pid: number;
  files: FileSystem;
  /** The application's map function; may take its time. */
  map(fileName: string, content: string): Promise<KeyValue[]>;
  /** The application's reduce function; may take its time. Its result goes into a line `key result`. */
  reduce(key: string, values: string[]): Promise<string>;
}

/** Which reduce task a key belongs to: take it modulo `nReduce` (Go: `ihash`, 32-bit FNV-1a without the sign bit). */
export function ihash(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    if (unit > 0x7f) return ihashOfBytes(new TextEncoder().encode(key));
    hash = Math.imul(hash ^ unit, 0x01000193);
  }
  return hash & 0x7fffffff;
}

function ihashOfBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash & 0x7fffffff;
}

/** Lab 1: a submission's `mapreduce.ts` exports these as `makeCoordinator` and `runWorker`. */
export type MakeCoordinator = (env: CoordinatorEnv) => Coordinator;
/**
 * The worker's process ends when the promise resolves, and crashes when it rejects. It has work to do, or waits for work,
 * until the whole job is finished: a task that another worker has may be lost yet.
 */
export type RunWorker = (env: WorkerEnv) => Promise<void>;
