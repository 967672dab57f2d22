import type { Config, ShardCtrlerClerk } from 'labs/shardctrler';
import type { KVReply } from '../kvraft/kv-store.ts';
import { OperationIds } from '../rsm/operation-id.ts';
import { pause } from '../rsm/pause.ts';
import type { ReplicatedStateMachine } from '../rsm/replicated-state-machine.ts';
import type { ShardKVCommand } from './commands.ts';
import type { Handover } from './handover.ts';
import type { ShardMachine } from './shard-machine.ts';

const CONFIG_POLL_MS = 100;
const HANDOVER_RETRY_MS = 50;

/** What a group's leader does unasked: follow the configurations one by one, and hand over the shards that have to go. */
export class Reconfiguration {
  private readonly ids = new OperationIds();
  private readonly machine: ShardMachine;
  private readonly replica: ReplicatedStateMachine<ShardKVCommand, KVReply>;
  private readonly handover: Handover;
  private readonly ctrler: ShardCtrlerClerk;
  private settledTerm = 0;
  private isStopped = false;

  constructor(
    machine: ShardMachine,
    replica: ReplicatedStateMachine<ShardKVCommand, KVReply>,
    { handover, ctrler }: { handover: Handover; ctrler: ShardCtrlerClerk },
  ) {
    this.machine = machine;
    this.replica = replica;
    this.handover = handover;
    this.ctrler = ctrler;
  }

  /** Two loops: a controller that does not answer must not keep shards from leaving. */
  start(): void {
    void this.followConfigs();
    void this.handOverShards();
  }

  stop(): void {
    this.isStopped = true;
  }

  private async followConfigs(): Promise<void> {
    while (!this.isStopped) {
      const hasAdvanced = await this.advance();
      if (!hasAdvanced) await pause(CONFIG_POLL_MS);
    }
  }

  private async handOverShards(): Promise<void> {
    while (!this.isStopped) {
      this.settleTerm();
      this.handover.offerAll();
      await pause(HANDOVER_RETRY_MS);
    }
  }

  private async advance(): Promise<boolean> {
    if (!this.replica.isLeader() || !this.machine.hasAllItsShards()) return false;
    const config = await this.ctrler.query(this.machine.configNum + 1);
    if (!this.machine.canAdopt(config)) return false;
    await this.adopt(config);
    this.handover.offerAll();
    return !this.machine.canAdopt(config);
  }

  /** Through the log, so that every replica changes hands at the same point between the clients' operations. */
  private async adopt(config: Config): Promise<void> {
    await this.replica.submit({ ...this.ids.next(), op: 'adopt', config });
  }

  /**
   * A new leader commits something of its own: what is left from earlier terms cannot commit before (Raft §5.4.2), and
   * may be just the shard that this group is waiting for, and that nobody will send again.
   */
  private settleTerm(): void {
    const { term, isLeader } = this.replica.raft.getState();
    if (!isLeader || term === this.settledTerm) return;
    this.settledTerm = term;
    void this.replica.submit({ ...this.ids.next(), op: 'noop' });
  }
}
