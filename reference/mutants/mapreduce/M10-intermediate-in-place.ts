import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M10: Mutant = {
  id: 'M10',
  name: 'intermediate-in-place',
  part: '1',
  bug: 'Map tasks write their files in place, and reduce tasks take what they can read.',
  rule: 'Lab 1, hints, and MapReduce §3.3: nobody may observe a file that is being written, also when a map task is run again',
  scenario: '1/late-map',
  expected: ['sequential equivalence'],
  hint: 'write intermediate files under a name of their own too, and rename them when they are complete: a reduce task may be reading them',
  patches: [
    {
      file: 'mapreduce/run-map.ts',
      find: 'writeAtomically(env, intermediateName(number, reduce), JSON.stringify(part))',
      replace:
        "env.files.write(intermediateName(number, reduce), part.map((pair) => JSON.stringify(pair)).join('\\n'))",
    },
    {
      file: 'mapreduce/run-reduce.ts',
      find: '    const pairs: KeyValue[] = JSON.parse(await files.read(intermediateName(map, reduce)));',
      replace:
        "    const lines = (await files.read(intermediateName(map, reduce))).split('\\n');\n    const pairs: KeyValue[] = lines.flatMap((line) => {\n      try {\n        return [JSON.parse(line)];\n      } catch {\n        return [];\n      }\n    });",
    },
  ],
};
