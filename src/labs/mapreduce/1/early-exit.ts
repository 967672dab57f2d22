import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { exitWhenFinished } from '../properties.ts';

export const earlyExit = defineMapReduceTest({
  id: '1/early-exit',
  title: 'early exit test',
  property: exitWhenFinished,
  application: 'early_exit',
  async run({ cluster }) {
    cluster.launchSeveral(3);
    const first = await cluster.firstExit();
    const name = first.process.spec.name;
    cluster.output.expectComplete(`when the first process, ${name}, exited`, exitWhenFinished);
    const [running] = cluster.tasks.running;
    if (running === undefined) return;
    cluster.fail(exitWhenFinished, {
      message: `${name} exited while a ${running.kind} task was running`,
      expected: 'all tasks are finished when the first process exits',
      actual: `${running.worker.spec.name} was still busy with '${running.name}'`,
    });
  },
});
