import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K20: Mutant = {
  id: 'K20',
  name: 'kv-lease-read',
  part: '3A',
  bug: 'A leader answers gets by itself for a second after one that went through the log.',
  rule: 'a lease must end before anybody else can be elected (Raft dissertation §6.4.1)',
  scenario: '3A/stale-read',
  expected: ['no stale reads'],
  hint: 'put gets through the log too',
  patches: [
    {
      file: 'kvraft/server.ts',
      find: 'Get: (read: Read) => execute(read),',
      replace:
        "Get: async (read: Read) => { if (replica.isLeader() && Date.now() < lease) return machine.apply(read); const at = Date.now(); const r = await execute(read); if (r.err === 'OK') lease = at + 1000; return r; },",
    },
    {
      file: 'kvraft/server.ts',
      find: '  const machine = new KVMachine();',
      replace: '  const machine = new KVMachine(); let lease = 0;',
    },
  ],
};
