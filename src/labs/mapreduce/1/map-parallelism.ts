import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { parallelMaps } from '../properties.ts';

export const mapParallelism = defineMapReduceTest({
  id: '1/map-parallelism',
  title: 'map parallelism test',
  property: parallelMaps,
  application: 'mtiming',
  async run({ cluster }) {
    cluster.launchSeveral(2);
  },
  check({ cluster }) {
    const maps = cluster.tasks.callsOf('map');
    const workers = new Set(maps.map(({ worker }) => worker));
    const overlapping = maps.filter(({ workersBusy }) => workersBusy === 2);
    if (workers.size === 2 && overlapping.length > 0) return;
    cluster.fail(parallelMaps, {
      message: 'map workers did not run in parallel',
      expected: 'both workers run map tasks, and at least one of them begins while the other worker runs one',
      actual: `${workers.size} of 2 workers ran map tasks; ${overlapping.length} of ${maps.length} overlapped with another`,
    });
  },
});
