import { type KVServer, key2shard, type ShardKVEnv } from 'labs/shardkv';
import type { KVReply, Read, Write } from '../kvraft/kv-store.ts';
import { ReplicatedStateMachine } from '../rsm/replicated-state-machine.ts';
import { makeShardCtrlerClerk } from '../shardctrler.ts';
import type { Cargo, ShardKVCommand } from './commands.ts';
import { GroupDirectory } from './group-directory.ts';
import { Handover } from './handover.ts';
import { Reconfiguration } from './reconfiguration.ts';
import { ShardMachine } from './shard-machine.ts';

export function makeShardKV(env: ShardKVEnv): KVServer {
  const machine = new ShardMachine(env.gid);
  const replica = new ReplicatedStateMachine<ShardKVCommand, KVReply>(env, machine);
  const handover = new Handover(machine, replica, new GroupDirectory((name) => env.makeEnd(name)));
  const ctrler = makeShardCtrlerClerk({ servers: env.ctrlers });
  const reconfiguration = new Reconfiguration(machine, replica, { handover, ctrler });
  reconfiguration.start();

  async function execute(command: Read | Write): Promise<KVReply> {
    if (!replica.isLeader()) return { err: 'ErrWrongLeader' };
    // Spares the log what would be refused anyway; whether the shard is served is decided when the entry is applied.
    if (!machine.canServe(key2shard(command.key))) return { err: 'ErrWrongGroup' };
    return (await replica.submit(command)) ?? { err: 'ErrWrongLeader' };
  }

  return {
    rpc: {
      Get: (read: Read) => execute(read),
      PutAppend: (write: Write) => (machine.hasApplied(write) ? { err: 'OK' } : execute(write)),
      InstallShard: (cargo: Cargo) => handover.onInstallShard(cargo),
    },
    raft: replica.raft,
    kill() {
      reconfiguration.stop();
      replica.kill();
    },
  };
}
