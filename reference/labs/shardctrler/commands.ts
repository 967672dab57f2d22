import type { Config } from 'labs/shardctrler';
import type { OperationId } from '../rsm/operation-id.ts';
import type { Reply } from '../rsm/server-group.ts';

export type Groups = Config['groups'];

export type Query = OperationId & { op: 'query'; num: number };
type Join = OperationId & { op: 'join'; groups: Groups };
type Leave = OperationId & { op: 'leave'; gids: number[] };
type Move = OperationId & { op: 'move'; shard: number; gid: number };

/** What makes a new configuration. */
export type Change = Join | Leave | Move;

export interface CtrlerReply extends Reply {
  /** In the reply to a query. */
  config?: Config;
}
