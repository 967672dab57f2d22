import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C10: Mutant = {
  id: 'C10',
  name: 'ctrl-query-local',
  part: '4A',
  bug: 'Queries are answered from the leader’s own state.',
  rule: 'a server knows that it still leads only when a majority has said so since (lecture 7)',
  scenario: '4A/stale-leader',
  expected: ['linearizability of queries'],
  hint: 'put queries through the log too',
  patches: [
    {
      file: 'shardctrler/server.ts',
      find: 'Query: (query: Query) => execute(query)',
      replace: "Query: (query: Query) => (replica.isLeader() ? machine.apply(query) : { err: 'ErrWrongLeader' })",
    },
  ],
};
