import type { Config } from 'labs/shardctrler';
import type { EncodedStore, Read, Write } from '../kvraft/kv-store.ts';
import type { OperationId } from '../rsm/operation-id.ts';

/** A shard that changes hands in a configuration: happens at most once for each. */
export interface ShardMove {
  configNum: number;
  shard: number;
}

/** A shard on its way, with everything that its new owner has to know. */
export interface Cargo extends ShardMove {
  store: EncodedStore;
}

/** Go over to the next configuration. */
type Adopt = OperationId & { op: 'adopt'; config: Config };
/** Take in a shard that another group has handed over. */
type Install = OperationId & Cargo & { op: 'install' };
/** Delete a shard that another group has taken in. */
type Drop = OperationId & ShardMove & { op: 'drop' };
/** Nothing; but once it is committed, so is everything before it. */
type NoOp = OperationId & { op: 'noop' };

export type ShardKVCommand = Read | Write | Adopt | Install | Drop | NoOp;
