import type { ShardCtrlerClerk, ShardCtrlerClerkEnv } from 'labs/shardctrler';
import { ClientSession } from '../rsm/client-session.ts';
import { ServerGroup } from '../rsm/server-group.ts';
import type { CtrlerReply } from './commands.ts';

export function makeShardCtrlerClerk(env: ShardCtrlerClerkEnv): ShardCtrlerClerk {
  const session = new ClientSession();
  const servers = new ServerGroup(env.servers);

  function call(method: string, args: object): Promise<CtrlerReply> {
    return session.perform((id) => servers.callUntilAnswered<CtrlerReply>(method, { ...id, ...args }));
  }

  return {
    async query(num) {
      const reply = await call('Query', { op: 'query', num });
      return reply.config!;
    },
    async join(groups) {
      await call('Join', { op: 'join', groups });
    },
    async leave(gids) {
      await call('Leave', { op: 'leave', gids });
    },
    async move(shard, gid) {
      await call('Move', { op: 'move', shard, gid });
    },
  };
}
