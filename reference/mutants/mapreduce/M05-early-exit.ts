import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M05: Mutant = {
  id: 'M05',
  name: 'early-exit',
  part: '1',
  bug: 'A worker exits when no task is idle, though some are in progress.',
  rule: 'Lab 1: workers exit when the job is finished',
  scenario: '1/early-exit',
  expected: ['exit when finished', 'stable output', 'job completion', 're-execution'],
  hint: 'a worker goes on asking until the job is finished: tasks in progress may have to be run again',
  patches: [
    {
      file: 'mapreduce/worker.ts',
      find: "      case 'wait':\n        await pause(WAIT_MS);\n        continue;",
      replace: "      case 'wait':\n        return;",
    },
  ],
};
