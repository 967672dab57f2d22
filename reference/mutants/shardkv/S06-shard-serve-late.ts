import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S06: Mutant = {
  id: 'S06',
  name: 'shard-serve-late',
  part: '4B',
  bug: 'Whether a shard is served is asked when a request comes in, not when its entry is applied.',
  rule: 'an entry behind the configuration belongs to the new owner (6.824 Lab 4B)',
  scenario: '4B/writes-during-handover',
  expected: ['acknowledged writes last', 'no stale reads'],
  hint: 'whether it serves a shard is decided when an entry is applied',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: '  private leaving: readonly Departure[] = [];\n',
      replace: '  private leaving: readonly Departure[] = [];\n  private readonly left = new Map<number, KVStore>();\n',
    },
    {
      file: 'shardkv/shard-machine.ts',
      find: '    this.held.delete(shard);\n',
      replace: '    this.left.set(shard, this.held.get(shard)!);\n    this.held.delete(shard);\n',
    },
    {
      file: 'shardkv/shard-machine.ts',
      find: "return this.canServe(shard) ? this.held.get(shard)!.apply(command) : { err: 'ErrWrongGroup' };",
      replace:
        "const store = this.held.get(shard) ?? this.left.get(shard);\n    return store ? store.apply(command) : { err: 'ErrWrongGroup' };",
    },
  ],
};
