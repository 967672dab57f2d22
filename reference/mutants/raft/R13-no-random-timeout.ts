import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R13: Mutant = {
  id: 'R13',
  name: 'no-random-timeout',
  part: '2A',
  bug: 'All servers wait equally long before they stand.',
  rule: '§5.2: election timeouts are chosen randomly, so that votes are rarely split',
  scenario: '2A/many-elections',
  expected: ['leader election'],
  hint: 'choose each election timeout at random: servers that always stand together split the vote for ever (§5.2)',
  patches: [
    {
      file: 'raft/server.ts',
      find: 'return ELECTION_TIMEOUT_MIN_MS + Math.random() * (ELECTION_TIMEOUT_MAX_MS - ELECTION_TIMEOUT_MIN_MS);',
      replace: 'return (ELECTION_TIMEOUT_MIN_MS + ELECTION_TIMEOUT_MAX_MS) / 2;',
    },
  ],
};
