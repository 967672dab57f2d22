import type { Peer } from 'labs/rpc';
import { pause } from './pause.ts';

/** What every handler of a replicated service answers, at least. */
export interface Reply {
  err: 'OK' | 'ErrWrongLeader' | 'ErrWrongGroup' | 'ErrNotReady';
}

/** Time enough for a commit with a few lost messages; a leader cut off from its group may never answer. */
const PATIENCE_MS = 500;

/** Before all servers are asked again: elections take a few hundred milliseconds. */
const RETRY_PAUSE_MS = 30;

/** The servers of a replicated service as their clients see them: any of them may be the leader. */
export class ServerGroup {
  private readonly servers: readonly Peer[];
  /** The server that answered last. */
  private leader = 0;

  constructor(servers: readonly Peer[]) {
    this.servers = servers;
  }

  /** The leader's reply; `undefined` when each server was asked once and none of them answered as the leader. */
  async call<R extends Reply>(method: string, args: unknown): Promise<R | undefined> {
    for (const server of this.fromLeaderOn()) {
      const reply = await callWithPatience<R>(this.servers[server]!, method, args);
      if (reply !== undefined && reply.err !== 'ErrWrongLeader') {
        this.leader = server;
        return reply;
      }
    }
    return undefined;
  }

  /** The leader's reply, however long it takes until there is one. */
  async callUntilAnswered<R extends Reply>(method: string, args: unknown): Promise<R> {
    for (;;) {
      const reply = await this.call<R>(method, args);
      if (reply) return reply;
      await pause(RETRY_PAUSE_MS);
    }
  }

  private fromLeaderOn(): number[] {
    const first = this.leader;
    return this.servers.map((_, offset) => (first + offset) % this.servers.length);
  }
}

async function callWithPatience<R>(server: Peer, method: string, args: unknown): Promise<R | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const outOfPatience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const reply = await Promise.race([server.call<R>(method, args), outOfPatience]);
  clearTimeout(timer);
  return reply;
}
