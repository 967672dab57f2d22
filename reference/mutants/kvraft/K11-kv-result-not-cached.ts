import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K11: Mutant = {
  id: 'K11',
  name: 'kv-result-not-cached',
  part: '3A',
  bug: 'A retried get is executed again, although it is recorded as applied.',
  rule: 'an operation takes effect once, between its call and its return (lecture 7)',
  scenario: '3A/late-copies',
  expected: [],
  hint: 'servers remember each client’s last number',
  control:
    'a get changes nothing and has not returned yet: the state of the retry is as good as that of the first attempt',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: "if (command.op === 'get') return",
      replace: "if (command.op === 'get') this.sessions.record(command);\n    if (command.op === 'get') return",
    },
  ],
};
