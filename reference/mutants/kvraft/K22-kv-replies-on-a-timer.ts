import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K22: Mutant = {
  id: 'K22',
  name: 'kv-replies-on-a-timer',
  part: '3A',
  bug: 'Replies wait for a timer.',
  rule: 'an operation takes as long as its commit, not longer (6.824 Lab 3A)',
  scenario: '3A/speed',
  expected: ['prompt replication'],
  hint: 'not by a loop that looks now and then',
  patches: [
    {
      file: 'kvraft/server.ts',
      find: "    return (await replica.submit(command)) ?? { err: 'ErrWrongLeader' };",
      replace:
        "    const r = (await replica.submit(command)) ?? { err: 'ErrWrongLeader' }; await new Promise((f) => setTimeout(f, 40)); return r as never;",
    },
  ],
};
