import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S20: Mutant = {
  id: 'S20',
  name: 'shard-new-seq-after-wrong-group',
  part: '4B',
  bug: 'The clerk takes a new number when it asks another group.',
  rule: 'all attempts at one operation carry one number',
  scenario: '4B/retry-at-new-owner',
  expected: ['exactly once'],
  hint: 'keeps the number of an operation when it asks another group',
  patches: [
    {
      file: 'shardkv/clerk.ts',
      find: '      const reply = await askOwner(config, method, args);',
      replace: '      args = { ...args, seq: ++n };\n      const reply = await askOwner(config, method, args);',
    },
    {
      file: 'shardkv/clerk.ts',
      find: '  let config: Config | undefined;',
      replace: '  let config: Config | undefined; let n = 0;',
    },
  ],
};
