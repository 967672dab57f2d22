import type { Clerk, ClerkEnv } from 'labs/kvraft';
import { ClientSession } from '../rsm/client-session.ts';
import { ServerGroup } from '../rsm/server-group.ts';
import type { KVReply } from './kv-store.ts';

export function makeClerk(env: ClerkEnv): Clerk {
  const session = new ClientSession();
  const servers = new ServerGroup(env.servers);

  async function write(op: 'put' | 'append', key: string, value: string): Promise<void> {
    await session.perform((id) => servers.callUntilAnswered('PutAppend', { ...id, op, key, value }));
  }

  return {
    async get(key) {
      const reply = await session.perform((id) => servers.callUntilAnswered<KVReply>('Get', { ...id, op: 'get', key }));
      return reply.value ?? '';
    },
    put: (key, value) => write('put', key, value),
    append: (key, value) => write('append', key, value),
  };
}
