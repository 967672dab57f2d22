import type { Config } from 'labs/shardctrler';
import { type Clerk, key2shard, type ShardKVClerkEnv } from 'labs/shardkv';
import type { KVReply, Read, Write } from '../kvraft/kv-store.ts';
import { ClientSession } from '../rsm/client-session.ts';
import { pause } from '../rsm/pause.ts';
import { makeShardCtrlerClerk } from '../shardctrler.ts';
import { GroupDirectory } from './group-directory.ts';

/** Before the operation is tried again: the shard may be on its way. */
const RETRY_PAUSE_MS = 50;

export function makeShardKVClerk(env: ShardKVClerkEnv): Clerk {
  const session = new ClientSession();
  const ctrler = makeShardCtrlerClerk({ servers: env.ctrlers });
  const groups = new GroupDirectory((name) => env.makeEnd(name));
  let config: Config | undefined;

  async function call(method: string, args: Read | Write): Promise<KVReply> {
    for (;;) {
      config ??= await ctrler.query(-1);
      const reply = await askOwner(config, method, args);
      if (reply?.err === 'OK') return reply;
      await pause(RETRY_PAUSE_MS);
      config = undefined;
    }
  }

  async function askOwner(config: Config, method: string, args: Read | Write): Promise<KVReply | undefined> {
    const gid = config.shards[key2shard(args.key)]!;
    const servers = config.groups[gid];
    return servers && groups.of(servers).call<KVReply>(method, args);
  }

  async function write(op: 'put' | 'append', key: string, value: string): Promise<void> {
    await session.perform((id) => call('PutAppend', { ...id, op, key, value }));
  }

  return {
    async get(key) {
      const reply = await session.perform((id) => call('Get', { ...id, op: 'get', key }));
      return reply.value ?? '';
    },
    put: (key, value) => write('put', key, value),
    append: (key, value) => write('append', key, value),
  };
}
