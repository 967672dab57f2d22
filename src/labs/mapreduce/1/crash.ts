import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { reExecution } from '../properties.ts';
import type { TaskCall } from '../task-log.ts';

export const crash = defineMapReduceTest({
  id: '1/crash',
  title: 'crash test',
  property: reExecution,
  application: 'crash',
  faults: ['a third of all calls of map and reduce end their worker, another third take up to 10 s', 'a worker killed'],
  minimumFaults: { crash: 1 },
  async run({ cluster }) {
    cluster.launch();
    cluster.keepWorkers(3);
    // Whatever the application's dice say, at least one worker ends in the middle of a task.
    await cluster.untilCalls(({ calls }) => calls.length > 0);
    cluster.kill((cluster.tasks.calls[0] as TaskCall).worker);
  },
});
