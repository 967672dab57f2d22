/** Lab 4B: a key/value service whose shards are spread over replica groups. */
export { makeShardKVClerk } from './shardkv/clerk.ts';
export { makeShardKV } from './shardkv/server.ts';
