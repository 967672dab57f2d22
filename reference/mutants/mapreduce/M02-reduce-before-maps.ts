import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M02: Mutant = {
  id: 'M02',
  name: 'reduce-before-maps',
  part: '1',
  bug: 'Reduce tasks are handed out before all maps are done.',
  rule: 'Lab 1, hints: reduces cannot start until the last map has finished',
  scenario: '1/straggler',
  expected: ['reduce after maps', 'sequential equivalence'],
  hint: 'hand out reduce tasks only when every map task is completed',
  patches: [
    {
      file: 'mapreduce/coordinator.ts',
      find: "    if (!maps.isCompleted) {\n      const number = maps.assign(Date.now());\n      return number < 0 ? { task: 'wait' } : { task: 'map', number, file: files[number] as string, nReduce };\n    }",
      replace:
        "    if (!maps.isCompleted) {\n      const number = maps.assign(Date.now());\n      if (number >= 0) return { task: 'map', number, file: files[number] as string, nReduce };\n    }",
    },
    {
      file: 'mapreduce/run-reduce.ts',
      find: '    const pairs: KeyValue[] = JSON.parse(await files.read(intermediateName(map, reduce)));',
      replace:
        "    const pairs: KeyValue[] = JSON.parse(await files.read(intermediateName(map, reduce)).catch(() => '[]'));",
    },
  ],
};
