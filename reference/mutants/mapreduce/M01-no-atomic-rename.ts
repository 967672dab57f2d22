import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M01: Mutant = {
  id: 'M01',
  name: 'no-atomic-rename',
  part: '1',
  bug: 'Files are written in place.',
  rule: 'Lab 1, hints, and MapReduce §3.3: write a temporary file and rename it when it is complete',
  scenario: '1/crash-in-write',
  expected: ['atomic output', 'sequential equivalence', 'clean output'],
  hint: 'write to a temporary file and rename it when it is complete: a worker that crashes half way leaves nothing behind (§3.3)',
  patches: [
    {
      file: 'mapreduce/files.ts',
      find: '  await files.write(temporary, content);\n  await files.rename(temporary, name);',
      replace: '  await files.write(temporary.slice(temporary.indexOf(name)), content);',
    },
  ],
};
