import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const M03: Mutant = {
  id: 'M03',
  name: 'no-timeout',
  part: '1',
  bug: 'A task whose worker is gone is never given to another one.',
  rule: 'Lab 1 and MapReduce §3.3: give a task to another worker after ten seconds',
  scenario: '1/crash',
  expected: ['re-execution', 'job completion'],
  hint: 'a worker may be gone: give its task to another one when it has not finished within ten seconds',
  patches: [
    {
      file: 'mapreduce/task-table.ts',
      find: "task.state === 'idle' || (task.state === 'in-progress' && nowMs - task.sinceMs >= TASK_TIMEOUT_MS),",
      replace: "task.state === 'idle' || nowMs < -TASK_TIMEOUT_MS,",
    },
  ],
};
