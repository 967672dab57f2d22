import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K19: Mutant = {
  id: 'K19',
  name: 'kv-lost-reply-is-ok',
  part: '3A',
  bug: 'The clerk takes a failed call for success.',
  rule: 'a call that fails says nothing about its effect',
  scenario: '3A/unreliable',
  expected: ['acknowledged writes last', 'commit before reply'],
  hint: 'a clerk retries until it has such a reply',
  patches: [
    {
      file: 'rsm/server-group.ts',
      find: "      if (reply !== undefined && reply.err !== 'ErrWrongLeader') {",
      replace:
        "      if (reply === undefined && method === 'PutAppend') return { err: 'OK' } as R;\n      if (reply !== undefined && reply.err !== 'ErrWrongLeader') {",
    },
  ],
};
