import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S13: Mutant = {
  id: 'S13',
  name: 'shard-install-any-time',
  part: '4B',
  bug: 'A shard that arrives again replaces the one that has been written to since.',
  rule: 'a shard changes hands once in a configuration',
  scenario: '4B/late-copies',
  expected: ['acknowledged writes last', 'no stale reads'],
  hint: 'still missing',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: '    if (cargo.configNum !== this.config.num || !this.isAwaited(cargo.shard)) return;',
      replace: '    if (!this.isAssigned(cargo.shard)) return;',
    },
    {
      file: 'shardkv/handover.ts',
      find: "    if (this.machine.hasReceived(cargo)) return { err: 'OK' };\n",
      replace: '',
    },
  ],
};
