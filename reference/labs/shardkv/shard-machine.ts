import type { Config } from 'labs/shardctrler';
import { key2shard } from 'labs/shardkv';
import { type EncodedStore, type KVReply, KVStore, type Read, type Write } from '../kvraft/kv-store.ts';
import type { StateMachine } from '../rsm/replicated-state-machine.ts';
import { FIRST_CONFIG } from '../shardctrler/configurations.ts';
import { NOBODY } from '../shardctrler/rebalance.ts';
import type { Cargo, ShardKVCommand, ShardMove } from './commands.ts';

/** A shard that this group has given away, until the new owner has it for certain. */
export interface Departure extends Cargo {
  /** The new owner's servers. */
  servers: string[];
}

interface EncodedGroup {
  config: Config;
  owners: number[];
  held: [shard: number, store: EncodedStore][];
  leaving: readonly Departure[];
}

/** The replicated state of a group: its configuration, the shards it holds, and those it has yet to hand over. */
export class ShardMachine implements StateMachine<ShardKVCommand, KVReply> {
  private readonly gid: number;
  private config: Config = FIRST_CONFIG;
  /** The group that each shard was assigned to last: a shard that nobody serves for a while stays there. */
  private owners: number[] = [...FIRST_CONFIG.shards];
  /** Shards of this group whose data has arrived. */
  private held = new Map<number, KVStore>();
  private leaving: readonly Departure[] = [];

  constructor(gid: number) {
    this.gid = gid;
  }

  get configNum(): number {
    return this.config.num;
  }

  get departures(): readonly Departure[] {
    return this.leaving;
  }

  apply(command: ShardKVCommand): KVReply {
    switch (command.op) {
      case 'adopt':
        this.adopt(command.config);
        return { err: 'OK' };
      case 'install':
        this.install(command);
        return { err: this.hasReceived(command) ? 'OK' : 'ErrNotReady' };
      case 'drop':
        this.leaving = this.leaving.filter((departure) => !isSameMove(departure, command));
        return { err: 'OK' };
      case 'noop':
        return { err: 'OK' };
      default:
        return this.access(command);
    }
  }

  /** Shard by shard: one that is still missing keeps nobody waiting for the others. */
  canServe(shard: number): boolean {
    return this.isAssigned(shard) && this.held.has(shard);
  }

  hasApplied(write: Write): boolean {
    return this.held.get(key2shard(write.key))?.hasApplied(write) ?? false;
  }

  /** One configuration is finished before the next: a shard to give away later must have arrived first. */
  canAdopt(config: Config): boolean {
    return config.num === this.config.num + 1 && this.hasAllItsShards();
  }

  hasAllItsShards(): boolean {
    return this.config.shards.every((_, shard) => !this.isAwaited(shard));
  }

  /** Is the shard safe here, whatever happens to its previous owner? */
  hasReceived(move: ShardMove): boolean {
    return this.config.num > move.configNum || (this.config.num === move.configNum && !this.isAwaited(move.shard));
  }

  encode(): string {
    const held = [...this.held].map(([shard, store]): [number, EncodedStore] => [shard, store.encode()]);
    const group: EncodedGroup = { config: this.config, owners: this.owners, held, leaving: this.leaving };
    return JSON.stringify(group);
  }

  restore(snapshot: string): void {
    const { config, owners, held, leaving }: EncodedGroup = JSON.parse(snapshot);
    this.config = config;
    this.owners = owners;
    this.held = new Map(held.map(([shard, store]) => [shard, new KVStore(store)]));
    this.leaving = leaving;
  }

  /** Asked again for every entry: the shard may have gone since the request came in. */
  private access(command: Read | Write): KVReply {
    const shard = key2shard(command.key);
    return this.canServe(shard) ? this.held.get(shard)!.apply(command) : { err: 'ErrWrongGroup' };
  }

  private adopt(config: Config): void {
    // The same configuration may be in the log twice, proposed by two leaders.
    if (!this.canAdopt(config)) return;
    for (const [shard, owner] of config.shards.entries()) {
      if (owner !== NOBODY) this.assign(shard, owner, config);
    }
    this.config = config;
  }

  private assign(shard: number, owner: number, config: Config): void {
    if (owner !== this.gid && this.held.has(shard)) this.giveAway(shard, config);
    // What was never assigned before has no data to wait for.
    if (owner === this.gid && this.owners[shard] === NOBODY) this.held.set(shard, new KVStore());
    this.owners[shard] = owner;
  }

  private giveAway(shard: number, config: Config): void {
    const store = this.held.get(shard)!.encode();
    const servers = config.groups[config.shards[shard]!]!;
    this.leaving = [...this.leaving, { configNum: config.num, shard, servers, store }];
    this.held.delete(shard);
  }

  /** Cargo for another configuration is a late copy of something that arrived long ago. */
  private install(cargo: Cargo): void {
    if (cargo.configNum !== this.config.num || !this.isAwaited(cargo.shard)) return;
    this.held.set(cargo.shard, new KVStore(cargo.store));
  }

  private isAssigned(shard: number): boolean {
    return this.config.shards[shard] === this.gid;
  }

  private isAwaited(shard: number): boolean {
    return this.isAssigned(shard) && !this.held.has(shard);
  }
}

function isSameMove(a: ShardMove, b: ShardMove): boolean {
  return a.configNum === b.configNum && a.shard === b.shard;
}
