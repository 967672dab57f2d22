import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K28: Mutant = {
  id: 'K28',
  name: 'kv-incremental-snapshot',
  part: '3B',
  bug: 'A snapshot holds only what has changed since the one before.',
  rule: 'a snapshot replaces the one before (Raft §7)',
  scenario: '3B/retry-after-restore',
  expected: ['acknowledged writes last'],
  hint: 'restore the whole store from the snapshot',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: '    return { data: Object.fromEntries(this.data), sessions',
      replace:
        '    const data = Object.fromEntries([...this.data].filter(([k]) => this.dirty.has(k))); this.dirty.clear();\n    return { data, sessions',
    },
    {
      file: 'kvraft/kv-store.ts',
      find: '    this.sessions.record(write);',
      replace: '    this.sessions.record(write); this.dirty.add(write.key);',
    },
    {
      file: 'kvraft/kv-store.ts',
      find: '  private readonly sessions: SessionTable;',
      replace: '  private readonly sessions: SessionTable; private readonly dirty = new Set<string>();',
    },
  ],
};
