import type { ApplyMsg, Raft, RaftEnv, RaftState, StartResult } from 'labs/raft';

// Lab 2: Raft. Figure 2 of the paper is the specification; `labs test 2A` is where to start.

export function makeRaft(env: RaftEnv): Raft {
  return new MyRaft(env);
}

interface RequestVoteArgs {
  term: number;
  candidateId: number;
  lastLogIndex: number;
  lastLogTerm: number;
}

interface RequestVoteReply {
  term: number;
  voteGranted: boolean;
}

class MyRaft implements Raft {
  private readonly env: RaftEnv;
  private currentTerm = 0;
  private isLeader = false;

  // What env.peers[i].call('RequestVote', args) reaches on this server.
  readonly rpc = {
    RequestVote: (args: RequestVoteArgs): RequestVoteReply => this.onRequestVote(args),
  };

  constructor(env: RaftEnv) {
    this.env = env;
    // 2A: start an election timer with setTimeout; 2C: read the state that was persisted before a crash.
  }

  private onRequestVote(args: RequestVoteArgs): RequestVoteReply {
    // 2A: your code here.
    return { term: this.currentTerm, voteGranted: false };
  }

  start(command: unknown): StartResult {
    // 2B: your code here.
    return { index: -1, term: this.currentTerm, isLeader: false };
  }

  getState(): RaftState {
    return { term: this.currentTerm, isLeader: this.isLeader };
  }

  snapshot(index: number, data: string): void {
    // 2D: your code here.
  }

  kill(): void {}

  private deliver(msg: ApplyMsg): Promise<void> {
    // 2B: call this for every committed entry, in order.
    return this.env.apply(msg);
  }
}
