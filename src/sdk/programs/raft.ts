import type { ApplyMsg, MakeRaft, Raft } from '../raft.ts';
import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import { handleRpc, makePeers } from './peers.ts';
import { RoleWatch } from './role-watch.ts';

export interface RaftOptions {
  /** Node ids of the group, in the order of `peers`. */
  peers: readonly number[];
  me: number;
  /** Does the harness play a service that calls `snapshot` while it takes a message? */
  awaitApply: boolean;
}

/** Lab 2: one Raft server, whose service is the harness. */
export function raftProgram(exports: { makeRaft: MakeRaft }): ProgramFactory {
  return (runtime: NodeRuntime<RaftOptions>): Program => {
    const { peers, me, awaitApply } = runtime.options;
    const raft = exports.makeRaft({
      peers: makePeers(runtime, peers),
      me,
      persister: runtime.persister,
      apply: (msg) => applyMessage(runtime, msg, awaitApply),
    });
    const watch = new RoleWatch(raft, runtime);
    return {
      onRpc: (method, args) => handleRpc({ Raft: raft.rpc }, method, args),
      onCall: (method, args) => callRaft(raft, method, args),
      afterStep: () => watch.sample(),
    };
  };
}

function callRaft(raft: Raft, method: string, args: readonly unknown[]): unknown {
  switch (method) {
    case 'start':
      return raft.start(args[0]);
    case 'getState':
      return raft.getState();
    case 'snapshot':
      return raft.snapshot(args[0] as number, args[1] as string);
    default:
      throw new Error(`a Raft server has no method '${method}'`);
  }
}

/** Hands an apply message of the submission to the harness, refusing what is none. */
export function applyMessage(runtime: NodeRuntime<unknown>, msg: ApplyMsg, wait: boolean): Promise<void> {
  if (msg?.commandValid) {
    requireIndex('commandIndex', msg.commandIndex);
    return runtime.apply(msg.commandIndex, msg.command, wait);
  }
  if (msg?.snapshotValid) {
    requireIndex('snapshotIndex', msg.snapshotIndex);
    requireIndex('snapshotTerm', msg.snapshotTerm);
    if (typeof msg.snapshot !== 'string') throw new TypeError(`apply: snapshot must be a string`);
    return runtime.applySnapshot(msg.snapshotIndex, msg.snapshotTerm, msg.snapshot, wait);
  }
  throw new TypeError(`apply needs a message with commandValid or snapshotValid, not ${JSON.stringify(msg)}`);
}

function requireIndex(name: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw new TypeError(`apply: ${name} must be a whole number, not ${String(value)}`);
  }
}
