import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C07: Mutant = {
  id: 'C07',
  name: 'ctrl-snap-latest-only',
  part: '4A',
  bug: 'The controller’s snapshot holds the latest configuration only.',
  rule: 'every configuration can be read for ever (6.824 Lab 4A)',
  scenario: '4A/retry-after-restore',
  expected: ['immutable history', 'exactly once'],
  hint: 'all of them are part of the replicated state',
  patches: [
    {
      file: 'shardctrler/ctrler-machine.ts',
      find: 'JSON.stringify({ configs: this.configs,',
      replace: 'JSON.stringify({ configs: [FIRST_CONFIG, this.latest()],',
    },
  ],
};
