import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { exitWhenFinished } from '../properties.ts';

export const earlyExit = defineMapReduceTest({
  id: '1/early-exit',
  title: 'early exit test',
  property: exitWhenFinished,
  application: 'early_exit',
  async run({ cluster }) {
    cluster.launchSeveral(3);
    const first = (await cluster.firstExit()).process.spec.name;
    const [running] = cluster.tasks.running;
    if (running !== undefined) {
      cluster.fail(exitWhenFinished, {
        message: `${first} exited while a ${running.kind} task was running`,
        expected: 'all tasks are finished when the first process exits',
        actual: `${running.worker.spec.name} was still busy with '${running.name}'`,
      });
    }
    const wasComplete = cluster.output.isComplete;
    await cluster.finish();
    if (wasComplete) return;
    cluster.fail(exitWhenFinished, {
      message: `output changed after ${first}, the first process to exit, had exited`,
      expected: 'the output is complete when the first process exits',
      actual: 'it was completed later',
    });
  },
});
