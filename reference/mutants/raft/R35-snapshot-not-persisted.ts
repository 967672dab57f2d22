import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R35: Mutant = {
  id: 'R35',
  name: 'snapshot-not-persisted',
  part: '2D',
  bug: 'A snapshot is taken over and the log trimmed, but the snapshot is not saved.',
  rule: 'Figure 13, receiver 5: save the snapshot file; state and snapshot are saved together',
  scenario: '2D/snapshot-install-crash',
  expected: [
    'apply order',
    'durability',
    'leader completeness',
    'state machine safety',
    'snapshot delivery',
    'agreement',
    'log compaction',
  ],
  hint: 'save the snapshot together with the trimmed log, in one step: one without the other leaves a hole after a crash',
  patches: [
    {
      file: 'raft/follower.ts',
      find: '  server.persistWithSnapshot(data);\n',
      replace: '  server.persist();\n',
    },
    {
      file: 'raft.ts',
      find: '  server.persistWithSnapshot(data);',
      replace:
        "  server.persister.save(JSON.stringify({ ...JSON.parse(server.persister.readState() || '{}') }), server.persister.readSnapshot());\n  server.persist();\n  void data;",
    },
  ],
};
