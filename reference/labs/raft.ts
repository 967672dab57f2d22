import type { Raft, RaftEnv, RaftState, StartResult } from 'labs/raft';
import { onRequestVote, startElection } from './raft/election.ts';
import { onAppendEntries, onInstallSnapshot } from './raft/follower.ts';
import { scheduleReplication } from './raft/leader.ts';
import type { AppendEntriesArgs, InstallSnapshotArgs, RequestVoteArgs } from './raft/messages.ts';
import { Server } from './raft/server.ts';

/** Raft as in Figures 2 and 13 of the extended paper (Ongaro & Ousterhout 2014). */
export function makeRaft(env: RaftEnv): Raft {
  const server = new Server(env, startElection);
  server.resetElectionTimer();
  return {
    rpc: {
      RequestVote: (args: RequestVoteArgs) => onRequestVote(server, args),
      AppendEntries: (args: AppendEntriesArgs) => onAppendEntries(server, args),
      InstallSnapshot: (args: InstallSnapshotArgs) => onInstallSnapshot(server, args),
    },
    start: (command) => start(server, command),
    getState: () => getState(server),
    snapshot: (index, data) => snapshot(server, index, data),
    kill: () => server.kill(),
  };
}

function getState(server: Server): RaftState {
  return { term: server.currentTerm, isLeader: server.role === 'leader' };
}

/** Rules for leaders: append the command to the local log; replication follows at once, in its own time (§5.3). */
function start(server: Server, command: unknown): StartResult {
  const { term, isLeader } = getState(server);
  if (!isLeader || server.killed) return { index: -1, term, isLeader: false };
  appendCommand(server, command);
  scheduleReplication(server);
  return { index: server.log.lastIndex, term, isLeader };
}

/** Saved at once, since the leader counts itself among the majority that holds the entry. */
function appendCommand(server: Server, command: unknown): void {
  server.log.append({ term: server.currentTerm, command });
  server.persist();
}

/** Only what the service has applied can be in its snapshot; an older one than ours is ignored (§7). */
function snapshot(server: Server, index: number, data: string): void {
  const { log } = server;
  if (index <= log.lastIncludedIndex || index > server.lastApplied) return;
  log.discardThrough(index, log.termAt(index));
  server.persistWithSnapshot(data);
}
