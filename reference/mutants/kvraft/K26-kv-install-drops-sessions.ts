import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K26: Mutant = {
  id: 'K26',
  name: 'kv-install-drops-sessions',
  part: '3B',
  bug: 'A snapshot from the leader brings the data without the duplicate table.',
  rule: 'a snapshot replaces the whole state (Raft §7)',
  scenario: '3B/retry-after-install',
  expected: ['exactly once'],
  hint: 'part of the snapshot',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: '    this.machine.restore(snapshot);\n    this.lastApplied',
      replace:
        '    this.machine.restore(snapshot.replace(/"sessions":\\{[^}]*\\}/, \'"sessions":{}\'));\n    this.lastApplied',
    },
  ],
};
