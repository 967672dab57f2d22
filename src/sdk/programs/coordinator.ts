import type { CoordinatorEnv, MakeCoordinator } from '../mapreduce.ts';
import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import { handleRpc } from './peers.ts';

/** How often `done` is asked, and how long the process goes on after it has said yes (Go: `mrcoordinator`'s main). */
const POLL_MS = 1_000;

/** Lab 1: the coordinator's process. */
export function coordinatorProgram(exports: { makeCoordinator: MakeCoordinator }): ProgramFactory {
  return (runtime: NodeRuntime<CoordinatorEnv>): Program => {
    const { files, nReduce } = runtime.options;
    const coordinator = exports.makeCoordinator({ files, nReduce });

    function poll(): void {
      const isDone: unknown = coordinator.done();
      if (typeof isDone !== 'boolean') throw new TypeError(`done() must return true or false, not ${typeof isDone}`);
      setTimeout(isDone ? () => runtime.exit(0) : poll, POLL_MS);
    }

    poll();
    return {
      onRpc: (method, args) => handleRpc({ Coordinator: coordinator.rpc }, method, args),
      onCall(method) {
        throw new Error(`a coordinator has no method '${method}'`);
      },
    };
  };
}
