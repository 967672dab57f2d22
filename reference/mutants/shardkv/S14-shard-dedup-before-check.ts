import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S14: Mutant = {
  id: 'S14',
  name: 'shard-dedup-before-check',
  part: '4B',
  bug: 'An operation is recorded as applied before it is refused.',
  rule: 'what was refused has not been applied',
  scenario: '4B/refused-at-apply',
  expected: ['acknowledged writes last', 'commit before reply'],
  hint: 'what was refused has not been applied',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: '    const shard = key2shard(command.key);\n',
      replace:
        "    const shard = key2shard(command.key);\n    if (command.op !== 'get') { if (command.seq <= (this.seen.get(command.clientId) ?? 0)) return { err: 'OK' }; this.seen.set(command.clientId, command.seq); }\n",
    },
    {
      file: 'shardkv/shard-machine.ts',
      find: '  private leaving: readonly Departure[] = [];\n',
      replace: '  private leaving: readonly Departure[] = [];\n  private readonly seen = new Map<string, number>();\n',
    },
  ],
};
