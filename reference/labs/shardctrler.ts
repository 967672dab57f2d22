/** Lab 4A: the controller that assigns shards to replica groups. */
export { makeShardCtrlerClerk } from './shardctrler/clerk.ts';
export { makeShardCtrler } from './shardctrler/server.ts';
