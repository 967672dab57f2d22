import { defineRaftTest } from '../define-raft-test.ts';
import { voteOnce } from '../properties.ts';
import { electionMemory, ROUNDS } from './election-memory.ts';

export const candidacySurvivesCrash = defineRaftTest({
  id: '2C/candidacy-survives-crash',
  title: 'a leader that crashes at once does not vote again in its term',
  property: voteOnce,
  servers: 3,
  isExtra: true,
  faults: ['a leader crashes as soon as it is elected'],
  minimum: { commits: ROUNDS, elections: ROUNDS, crashes: ROUNDS, faults: { mute: ROUNDS } },
  run: ({ cluster }) => electionMemory(cluster, 'winner'),
});
