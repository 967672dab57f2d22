import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M09: Mutant = {
  id: 'M09',
  name: 'rerun-map',
  part: '1',
  bug: 'A completed map task is run again when its time is up.',
  rule: 'Lab 1: a task that is completed is not given out again',
  scenario: '1/job-count',
  expected: ['tasks run once'],
  hint: 'do not give out a task again that has been completed: the timeout is for tasks in progress only',
  patches: [
    {
      file: 'mapreduce/task-table.ts',
      find: "    this.tasks[number] = { state: 'completed' };\n    this.completed++;",
      replace:
        "    this.tasks[number] = { state: 'completed' };\n    this.completed++;\n    if (this.completed === 1) this.tasks[number] = { state: 'idle' };",
    },
    {
      file: 'mapreduce/task-table.ts',
      find: "    if (this.tasks[number]?.state === 'completed') return;\n",
      replace:
        "    if (this.tasks[number]?.state === 'completed' || this.done.has(number)) return;\n    this.done.add(number);\n",
    },
    {
      file: 'mapreduce/task-table.ts',
      find: '  private completed = 0;\n',
      replace: '  private completed = 0;\n  private readonly done = new Set<number>();\n',
    },
  ],
};
