import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M08: Mutant = {
  id: 'M08',
  name: 'serial',
  part: '1',
  bug: 'The coordinator gives out a task only when no other is in progress.',
  rule: 'MapReduce §3.1: tasks run in parallel',
  scenario: '1/map-parallelism',
  expected: ['parallel maps', 'parallel reduces', 'job completion'],
  hint: 'several workers must be able to work at once: do not hold a lock, or wait, while a task runs',
  patches: [
    {
      file: 'mapreduce/task-table.ts',
      find: '    const number = this.tasks.findIndex(',
      replace:
        "    const isBusy = this.tasks.some((task) => task.state === 'in-progress' && nowMs - task.sinceMs < TASK_TIMEOUT_MS);\n    if (isBusy) return -1;\n    const number = this.tasks.findIndex(",
    },
  ],
};
