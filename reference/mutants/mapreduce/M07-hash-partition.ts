import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M07: Mutant = {
  id: 'M07',
  name: 'hash-partition',
  part: '1',
  bug: 'Keys are distributed by a hash that differs between workers.',
  rule: 'Lab 1: ihash(key) % nReduce decides which reduce task a key belongs to',
  scenario: '1/wc',
  expected: ['one reduce task per key', 'sequential equivalence'],
  hint: 'every worker must send a key to the same reduce task: ihash(key) % nReduce, and nothing that depends on the worker',
  patches: [
    {
      file: 'mapreduce/run-map.ts',
      find: 'parts[ihash(pair.key) % nReduce]',
      replace: 'parts[(ihash(pair.key) + env.pid) % nReduce]',
    },
  ],
};
