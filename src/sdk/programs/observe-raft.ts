import type { ApplyMsg, MakeRaft, Raft, RaftEnv } from '../raft.ts';
import type { NodeRuntime } from '../runtime.ts';
import { applyMessage } from './raft.ts';

/** The node of this realm, once its program has asked for observation. */
let observedBy: NodeRuntime<unknown> | undefined;

/** From now on the harness sees what the Raft servers made in this realm do for their service. */
export function observeRaftIn(runtime: NodeRuntime<unknown>): void {
  observedBy = runtime;
}

/**
 * The same `makeRaft`, but the harness sees every message that goes to the service, and every snapshot that comes from
 * it. The bundler puts this between a service and the module that it imports its Raft from.
 */
export function observeRaft(makeRaft: MakeRaft): MakeRaft {
  return (env) => {
    const runtime = observedBy;
    if (runtime === undefined) return makeRaft(env);
    const raft = makeRaft(observeApply(env, runtime));
    observeSnapshots(raft, runtime);
    return raft;
  };
}

function observeApply(env: RaftEnv, runtime: NodeRuntime<unknown>): RaftEnv {
  // A copy of the same kind: the service's own object may be frozen, and may be an instance of one of its classes.
  return Object.assign(Object.create(Object.getPrototypeOf(env)), env, {
    apply(msg: ApplyMsg): Promise<void> {
      void applyMessage(runtime, msg, false);
      return env.apply(msg);
    },
  });
}

/** What a snapshot covers: the harness finds it again on the disk by its length. */
export interface SnapshotSighting {
  index: number;
  /** Of the snapshot, in UTF-16 units. */
  length: number;
}

function observeSnapshots(raft: Raft, runtime: NodeRuntime<unknown>): void {
  const { snapshot } = raft;
  raft.snapshot = (index, data) => {
    runtime.observe('snapshot', { index, length: data.length } satisfies SnapshotSighting);
    snapshot.call(raft, index, data);
  };
}
