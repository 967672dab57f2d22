import { expect, test } from 'vitest';
import { type Patch, raftBundle, raftTest, runRaft } from './raft-run.ts';

interface PlantedBug {
  bug: string;
  patch: Patch;
  /** A test and a seed at which it shows. */
  at: string;
  property: string;
  message: string;
}

const SEED = 1;

const BUGS: readonly PlantedBug[] = [
  {
    bug: 'votes for whoever asks',
    patch: {
      file: 'raft/election.ts',
      from: 'return server.votedFor === null || server.votedFor === candidateId;',
      to: 'return candidateId >= 0;',
    },
    at: '2C/vote-survives-crash',
    property: 'one vote per term',
    message: 'server 2 voted for two candidates in term 2',
  },
  {
    bug: 'does not persist its vote',
    patch: {
      file: 'raft/election.ts',
      from: 'server.votedFor = candidateId;\n    server.persist();',
      to: 'server.votedFor = candidateId;',
    },
    at: '2C/vote-survives-crash',
    property: 'one vote per term',
    message: 'server 2 voted for two candidates in term 2',
  },
  {
    bug: 'does not persist its vote, and nobody crashes',
    patch: {
      file: 'raft/election.ts',
      from: 'server.votedFor = candidateId;\n    server.persist();',
      to: 'server.votedFor = candidateId;',
    },
    at: '2A/many-elections',
    property: 'persist before reply',
    message: 'server 2 replied before it persisted its vote for candidate 0 in term 4',
  },
  {
    bug: 'wins with its own vote',
    patch: {
      file: 'raft/server.ts',
      from: 'return count > this.peers.length / 2;',
      to: 'return count > 0;',
    },
    at: '2A/many-elections',
    property: 'election safety',
    message: 'two leaders were elected in term 2',
  },
  {
    bug: 'does not persist a term that it hears of',
    patch: {
      file: 'raft/server.ts',
      from: 'this.votedFor = null;\n    this.persist();',
      to: 'this.votedFor = null;',
    },
    at: '2C/term-survives-crash',
    property: 'term monotonicity',
    message: 'server 1 went back from term 2 to term 1',
  },
  {
    bug: 'acknowledges entries that it has not persisted',
    patch: {
      file: 'raft/follower.ts',
      from: 'if (reconcile(log, args.prevLogIndex, args.entries)) server.persist();',
      to: 'reconcile(log, args.prevLogIndex, args.entries);',
    },
    at: '2B/basic-agree',
    property: 'persist before reply',
    message: 'server 0 replied before it persisted the entry at index 1',
  },
  {
    bug: 'applies every entry twice',
    patch: {
      file: 'raft/apply.ts',
      from: 'await server.env.apply(msg);',
      to: '{ await server.env.apply(msg); await server.env.apply(msg); }',
    },
    at: '2B/basic-agree',
    property: 'apply order',
    message: 'server 2 applied index 1 a second time',
  },
  {
    bug: 'applies from index 0',
    patch: {
      file: 'raft/apply.ts',
      from: 'commandIndex: server.lastApplied }',
      to: 'commandIndex: server.lastApplied - 1 }',
    },
    at: '2B/basic-agree',
    property: 'apply order',
    message: 'server 2 applied index 0: the first entry is at index 1',
  },
  {
    bug: 'commits entries of older terms by counting',
    patch: {
      file: 'raft/leader.ts',
      from: 'return server.log.termAt(index) === server.currentTerm;',
      to: 'return index > 0;',
    },
    at: '2C/figure-8-commit',
    property: 'state machine safety',
    message: 'servers disagree about index 2: a committed entry was replaced',
  },
  {
    bug: 'votes for candidates with an older log',
    patch: {
      file: 'raft/election.ts',
      from: 'if (lastLogTerm !== server.log.lastTerm) return lastLogTerm > server.log.lastTerm;',
      to: 'if (lastLogTerm >= 0) return true;',
    },
    at: '2B/fail-agree',
    property: 'state machine safety',
    message: 'servers disagree about index 2: a committed entry was replaced',
  },
  {
    bug: 'returns nothing from start',
    patch: {
      file: 'raft.ts',
      from: 'return { index: server.log.lastIndex, term, isLeader };',
      to: 'return undefined as never;',
    },
    at: '2B/basic-agree',
    property: 'no uncaught error',
    message: 'server 2 crashed: start returned null, not { index, term, isLeader }',
  },
];

for (const { bug, patch, at, property, message } of BUGS) {
  test(`a Raft that ${bug} breaks "${property}" in ${at}`, async () => {
    const code = await raftBundle(patch);
    const { failure } = await runRaft(code, raftTest(at), SEED);
    expect(failure).toMatchObject({ property, message });
  });
}

test('the Raft without them breaks nothing in these tests', async () => {
  const code = await raftBundle();
  for (const at of new Set(BUGS.map((bug) => bug.at))) {
    const { status, failure } = await runRaft(code, raftTest(at), SEED);
    expect({ at, status, failure }).toEqual({ at, status: 'passed', failure: null });
  }
});

test('a patch that does not fit is refused', async () => {
  const absent = { file: 'raft.ts', from: 'no such text', to: '' };
  await expect(raftBundle(absent)).rejects.toThrow('raft.ts has "no such text" once');
});
