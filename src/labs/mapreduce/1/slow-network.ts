import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { runOnce } from '../properties.ts';

/** With five seconds for a map, a report still arrives well within ten seconds of the task's being given out. */
const LATENCY_MS = [400, 700] as const;

export const slowNetwork = defineMapReduceTest({
  id: '1/slow-network',
  title: 'a completed task is not run again, however slowly its completion is reported',
  property: runOnce,
  application: 'jobcount',
  mustRunOnce: true,
  isExtra: true,
  faults: ['half a second of latency'],
  minimumFaults: { 'link-quality': 2 },
  async run({ cluster }) {
    cluster.launchSeveral(2);
    const coordinator = [cluster.coordinator.id];
    const workers = cluster.workers.map(({ id }) => id);
    for (const [from, to] of [
      [coordinator, workers],
      [workers, coordinator],
    ] as const) {
      cluster.faults.inject({ kind: 'link-quality', from, to, change: { latencyMs: LATENCY_MS } });
    }
  },
});
