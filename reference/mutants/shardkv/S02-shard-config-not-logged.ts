import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S02: Mutant = {
  id: 'S02',
  name: 'shard-config-not-logged',
  part: '4B',
  bug: 'The leader goes over to a configuration without telling its followers.',
  rule: 'all replicas of a group change hands at the same point of the log (6.824 Lab 4B)',
  scenario: '4B/leader-change-after-config',
  expected: ['no stale reads', 'acknowledged writes last', 'progress'],
  hint: 'at the log entry that adopts the next configuration, on every replica at the same point',
  patches: [
    {
      file: 'shardkv/reconfiguration.ts',
      find: "await this.replica.submit({ ...this.ids.next(), op: 'adopt', config });",
      replace: "this.machine.apply({ ...this.ids.next(), op: 'adopt', config });",
    },
  ],
};
