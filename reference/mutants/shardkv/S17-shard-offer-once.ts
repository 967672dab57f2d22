import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S17: Mutant = {
  id: 'S17',
  name: 'shard-offer-once',
  part: '4B',
  bug: 'A handover is tried once.',
  rule: 'messages are lost, and servers are down',
  scenario: '4B/miss-change',
  expected: ['progress'],
  hint: 'retry what was lost',
  patches: [
    {
      file: 'shardkv/handover.ts',
      find: '    this.underway.delete(departure);',
      replace: '',
    },
  ],
};
