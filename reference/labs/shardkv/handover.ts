import type { KVReply } from '../kvraft/kv-store.ts';
import { OperationIds } from '../rsm/operation-id.ts';
import type { ReplicatedStateMachine } from '../rsm/replicated-state-machine.ts';
import type { Reply } from '../rsm/server-group.ts';
import type { Cargo, ShardKVCommand } from './commands.ts';
import type { GroupDirectory } from './group-directory.ts';
import type { Departure, ShardMachine } from './shard-machine.ts';

/**
 * Shards are pushed: the leader of the old owner offers each one until the new owner confirms it, and deletes it then.
 *
 * Only the old owner has something to remember, and it is in the log with everything else, so that any later leader goes
 * on where the last one stopped. Every shard travels on its own, and nothing else waits for it.
 */
export class Handover {
  private readonly ids = new OperationIds();
  private readonly machine: ShardMachine;
  private readonly replica: ReplicatedStateMachine<ShardKVCommand, KVReply>;
  private readonly groups: GroupDirectory;
  private readonly underway = new Set<Departure>();

  constructor(machine: ShardMachine, replica: ReplicatedStateMachine<ShardKVCommand, KVReply>, groups: GroupDirectory) {
    this.machine = machine;
    this.replica = replica;
    this.groups = groups;
  }

  /** Offers every shard that has to go, once; call it again for those that were not taken. */
  offerAll(): void {
    for (const departure of this.machine.departures) {
      if (!this.underway.has(departure)) void this.offer(departure);
    }
  }

  /** Another group offers a shard. */
  async onInstallShard(cargo: Cargo): Promise<Reply> {
    // What is applied is committed, so any server may confirm it.
    if (this.machine.hasReceived(cargo)) return { err: 'OK' };
    if (!this.replica.isLeader()) return { err: 'ErrWrongLeader' };
    if (cargo.configNum > this.machine.configNum) return { err: 'ErrNotReady' };
    const result = await this.replica.submit({ ...this.ids.next(), op: 'install', ...cargo });
    return result ?? { err: 'ErrWrongLeader' };
  }

  private async offer(departure: Departure): Promise<void> {
    this.underway.add(departure);
    const { configNum, shard, store, servers } = departure;
    const reply = await this.groups.of(servers).call<Reply>('InstallShard', { configNum, shard, store });
    if (isTaken(reply)) await this.replica.submit({ ...this.ids.next(), op: 'drop', configNum, shard });
    this.underway.delete(departure);
  }
}

/** Only a committed copy is safe; until there is one, this is the only one. */
function isTaken(reply: Reply | undefined): boolean {
  return reply?.err === 'OK';
}
