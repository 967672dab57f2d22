import type { ShardCtrler, ShardCtrlerEnv } from 'labs/shardctrler';
import { ReplicatedStateMachine } from '../rsm/replicated-state-machine.ts';
import type { Change, CtrlerReply, Query } from './commands.ts';
import { CtrlerMachine } from './ctrler-machine.ts';

/** The groups ask for the next configuration all the time: without snapshots their queries would fill the log. */
const MAX_RAFT_STATE_BYTES = 4_000;

export function makeShardCtrler(env: ShardCtrlerEnv): ShardCtrler {
  const machine = new CtrlerMachine();
  const replica = new ReplicatedStateMachine({ ...env, maxRaftState: MAX_RAFT_STATE_BYTES }, machine);

  async function execute(command: Query | Change): Promise<CtrlerReply> {
    return (await replica.submit(command)) ?? { err: 'ErrWrongLeader' };
  }

  const change = (command: Change) => (machine.hasApplied(command) ? { err: 'OK' } : execute(command));

  return {
    rpc: { Query: (query: Query) => execute(query), Join: change, Leave: change, Move: change },
    raft: replica.raft,
    kill: () => replica.kill(),
  };
}
