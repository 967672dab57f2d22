import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C11: Mutant = {
  id: 'C11',
  name: 'ctrl-history-anywhere',
  part: '4A',
  bug: 'Queries by number are answered by any server from its own state.',
  rule: 'a follower may lack the configuration',
  scenario: '4A/historical-queries',
  expected: ['immutable history'],
  hint: 'queries by number go through the log too',
  patches: [
    {
      file: 'shardctrler/server.ts',
      find: 'Query: (query: Query) => execute(query)',
      replace: 'Query: (query: Query) => (query.num >= 0 ? machine.apply(query) : execute(query))',
    },
  ],
};
