import type { KeyValue, RunWorker } from '../mapreduce.ts';
import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import type { Application, ApplicationProcess } from './applications/application.ts';
import { APPLICATIONS, type ApplicationName } from './applications/registry.ts';
import { makePeers } from './peers.ts';
import { sharedFileSystem } from './shared-file-system.ts';

export type TaskKind = 'map' | 'reduce';

export interface WorkerOptions {
  /** The coordinator's node id. */
  coordinator: number;
  pid: number;
  application: ApplicationName;
  /** Calls of these kinds go on only when the harness calls `release` with the kind. */
  holds: readonly TaskKind[];
}

/**
 * Lab 1: a worker's process. The harness sees every call of map and reduce as the topics `map-begin`, `map-end`,
 * `reduce-begin` and `reduce-end`, with the file's name or the key.
 */
export function workerProgram(exports: { runWorker: RunWorker }): ProgramFactory {
  return (runtime: NodeRuntime<WorkerOptions>): Program => {
    const { coordinator, pid, application, holds } = runtime.options;
    const { map, reduce, disturbMap, disturbReduce }: Application = APPLICATIONS[application];
    const process = processOf(runtime);
    const gates = new Map(holds.map((kind) => [kind, makeGate()]));

    async function observed<T>(
      kind: TaskKind,
      name: string,
      disturb: Disturb | undefined,
      compute: () => T,
    ): Promise<T> {
      runtime.observe(`${kind}-begin`, name);
      await gates.get(kind)?.opened;
      await disturb?.(process, name);
      const result = compute();
      runtime.observe(`${kind}-end`, name);
      return result;
    }

    const work = exports.runWorker({
      coordinator: makePeers(runtime, [coordinator])[0]!,
      pid,
      files: sharedFileSystem(runtime),
      map(fileName, content): Promise<KeyValue[]> {
        requireTexts('map', [fileName, content]);
        return observed('map', fileName, disturbMap, () => map(fileName, content));
      },
      reduce(key, values): Promise<string> {
        requireTexts('reduce', [key]);
        if (!Array.isArray(values)) throw new TypeError(`reduce needs an array of strings, not ${typeof values}`);
        requireTexts('reduce', values);
        return observed('reduce', key, disturbReduce, () => reduce(key, values));
      },
    });
    Promise.resolve(work).then(() => runtime.exit(0), runtime.fail);
    return {
      onRpc(method) {
        throw new Error(`a worker has no RPC methods, and so no '${method}'`);
      },
      onCall(method, [kind]) {
        if (method !== 'release') throw new Error(`a worker has no method '${method}'`);
        gates.get(kind as TaskKind)?.open();
      },
    };
  };
}

function makeGate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

type Disturb = (process: ApplicationProcess, name: string) => Promise<void>;

function processOf(runtime: Pick<NodeRuntime, 'exit'>): ApplicationProcess {
  return {
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => Math.random(),
    exit(code) {
      runtime.exit(code);
      return new Promise(() => {});
    },
  };
}

function requireTexts(name: string, values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'string') continue;
    const isPromise = typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
    throw new TypeError(`${name} needs strings, not ${isPromise ? 'a promise: await it first' : typeof value}`);
  }
}
