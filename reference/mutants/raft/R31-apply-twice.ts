import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R31: Mutant = {
  id: 'R31',
  name: 'apply-twice',
  part: '2B',
  bug: 'Two appliers run at the same time, and lastApplied moves only when the service has taken the entry.',
  rule: 'Figure 2, All Servers: if commitIndex > lastApplied: increment lastApplied, apply log[lastApplied]',
  scenario: '2B/slow-service',
  expected: ['apply order'],
  hint: 'apply each entry once and in order: one applier, and lastApplied moves together with it (Figure 2, All Servers)',
  patches: [
    {
      file: 'raft/apply.ts',
      find: '  if (server.isApplying) return;\n',
      replace: '',
    },
    {
      file: 'raft/apply.ts',
      find: '  server.lastApplied += 1;\n  const { command } = server.log.entryAt(server.lastApplied);\n  return { commandValid: true, command, commandIndex: server.lastApplied };',
      replace:
        '  const { command } = server.log.entryAt(server.lastApplied + 1);\n  return { commandValid: true, command, commandIndex: server.lastApplied + 1 };',
    },
    {
      file: 'raft/apply.ts',
      find: 'await server.env.apply(msg);',
      replace: '{\n    await server.env.apply(msg);\n    if (msg.commandValid) server.lastApplied += 1;\n  }',
    },
  ],
};
