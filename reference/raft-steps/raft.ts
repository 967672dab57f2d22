import type { Raft, RaftEnv } from 'labs/raft';
import type { Reply, Request } from './messages.ts';
import { newNode, type Output } from './node.ts';
import { restartElectionClock } from './roles.ts';
import { encodeState, restoreState } from './saved.ts';
import { type Input, step, TICK_MS } from './step.ts';

/** A Raft whose protocol is a state machine (`step`); this shell gives it a clock, a network and a disk. */
export function makeRaft({ peers, me, persister, apply }: RaftEnv): Raft {
  const node = newNode({ id: me, size: peers.length, seed: Math.floor(Math.random() * 2 ** 32) });
  restoreState(node, persister.readState(), persister.readSnapshot());
  restartElectionClock(node);
  const clock = setInterval(() => feed({ type: 'tick' }), TICK_MS);
  let isFlushDue = false;
  let isKilled = false;

  function feed(input: Input): Reply | null {
    return isKilled ? null : perform(step(node, input));
  }

  function perform(output: Output): Reply | null {
    if (output.saveSnapshot !== null) persister.save(encodeState(node), output.saveSnapshot);
    else if (output.saveState) persister.saveState(encodeState(node));
    for (const { to, request } of output.sends) void send(to, request);
    if (output.flushSoon) flushSoon();
    for (const delivery of output.deliveries) void apply(delivery);
    return output.reply;
  }

  async function send(to: number, request: Request): Promise<void> {
    const reply = await peers[to]!.call<Reply>('Step', request);
    feed({ type: 'reply', from: to, request, reply });
  }

  function flushSoon(): void {
    if (isFlushDue) return;
    isFlushDue = true;
    setTimeout(() => {
      isFlushDue = false;
      feed({ type: 'flush' });
    }, 0);
  }

  return {
    rpc: { Step: (request: Request) => feed({ type: 'request', request }) ?? noAnswer() },
    start(command) {
      const isLeader = node.role === 'leader' && !isKilled;
      feed({ type: 'propose', command });
      return { index: isLeader ? node.log.last : 0, term: node.term, isLeader };
    },
    getState: () => ({ term: node.term, isLeader: node.role === 'leader' }),
    snapshot(index, data) {
      feed({ type: 'compact', index, snapshot: data });
    },
    kill() {
      isKilled = true;
      clearInterval(clock);
    },
  };
}

/** A killed server leaves its callers waiting. */
function noAnswer(): Promise<never> {
  return new Promise(() => {});
}
