import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { parallelReduces } from '../properties.ts';

export const reduceParallelism = defineMapReduceTest({
  id: '1/reduce-parallelism',
  title: 'reduce parallelism test',
  property: parallelReduces,
  application: 'rtiming',
  async run({ cluster }) {
    cluster.launchSeveral(2);
  },
  check({ cluster }) {
    const reduces = cluster.tasks.callsOf('reduce');
    const overlapping = reduces.filter(({ workersBusy }) => workersBusy === 2);
    if (overlapping.length >= 2) return;
    cluster.fail(parallelReduces, {
      message: 'too few parallel reduces',
      expected: 'at least 2 reduce calls begin while the other worker runs one',
      actual: `${overlapping.length} of ${reduces.length}`,
    });
  },
});
