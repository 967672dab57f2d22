import { defineRaftTest } from '../define-raft-test.ts';
import { voteOnce } from '../properties.ts';
import { electionMemory, ROUNDS } from './election-memory.ts';

export const voteSurvivesCrash = defineRaftTest({
  id: '2C/vote-survives-crash',
  title: 'a server that crashes after voting does not vote again in that term',
  property: voteOnce,
  servers: 3,
  isExtra: true,
  faults: ['a voter crashes right after its answer, or when its candidate leads'],
  minimum: { commits: ROUNDS, elections: ROUNDS, faults: { mute: ROUNDS, restart: ROUNDS / 2 } },
  run: ({ cluster }) => electionMemory(cluster, 'voter'),
});
