import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { runOnce } from '../properties.ts';

export const jobCount = defineMapReduceTest({
  id: '1/job-count',
  title: 'job count test',
  property: runOnce,
  application: 'jobcount',
  mustRunOnce: true,
  async run({ cluster }) {
    // As the Go script has it: two workers, and two more as soon as the second has left.
    cluster.launchSeveral(2);
    await cluster.untilEnded(cluster.workers[1] as SimNode);
    cluster.launchSeveral(2);
  },
});
