import type { KVServer, KVServerEnv } from 'labs/kvraft';
import { ReplicatedStateMachine } from '../rsm/replicated-state-machine.ts';
import { KVMachine } from './kv-machine.ts';
import type { KVReply, Read, Write } from './kv-store.ts';

export function makeKVServer(env: KVServerEnv): KVServer {
  const machine = new KVMachine();
  const replica = new ReplicatedStateMachine(env, machine);

  async function execute(command: Read | Write): Promise<KVReply> {
    return (await replica.submit(command)) ?? { err: 'ErrWrongLeader' };
  }

  return {
    rpc: {
      // A read goes through the log too: only a commit proves that this server is still the leader.
      Get: (read: Read) => execute(read),
      // What is applied is committed, so any server may confirm it.
      PutAppend: (write: Write) => (machine.hasApplied(write) ? { err: 'OK' } : execute(write)),
    },
    raft: replica.raft,
    kill: () => replica.kill(),
  };
}
