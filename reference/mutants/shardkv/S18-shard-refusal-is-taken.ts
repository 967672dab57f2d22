import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S18: Mutant = {
  id: 'S18',
  name: 'shard-refusal-is-taken',
  part: '4B',
  bug: 'Any answer of the new owner counts as a confirmation.',
  rule: 'only a committed copy is safe',
  scenario: '4B/config-burst',
  expected: ['progress', 'acknowledged writes last'],
  hint: 'delete a shard only when the new owner says that it has it',
  patches: [
    {
      file: 'shardkv/handover.ts',
      find: "return reply?.err === 'OK';",
      replace: 'return reply !== undefined;',
    },
  ],
};
