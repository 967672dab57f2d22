import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K08: Mutant = {
  id: 'K08',
  name: 'kv-new-seq-on-retry',
  part: '3A',
  bug: 'The clerk takes a new sequence number for every attempt.',
  rule: 'all attempts at one operation carry one number (Raft §8)',
  scenario: '3A/retry-at-new-leader',
  expected: ['exactly once'],
  hint: 'keeps the number on a retry',
  patches: [
    {
      file: 'rsm/server-group.ts',
      find: '  private leader = 0;\n',
      replace: '  private leader = 0;\n  private attempts = 0;\n',
    },
    {
      file: 'rsm/server-group.ts',
      find: 'callWithPatience<R>(this.servers[server]!, method, args);',
      replace: 'callWithPatience<R>(this.servers[server]!, method, { ...(args as object), seq: ++this.attempts });',
    },
  ],
};
