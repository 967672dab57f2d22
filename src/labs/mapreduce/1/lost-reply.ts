import type { MapReduceCluster } from '../cluster.ts';
import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { runOnce } from '../properties.ts';

const LOST_REPLIES = 3;

export const lostReply = defineMapReduceTest({
  id: '1/lost-reply',
  title: 'a task whose completion was reported runs once, though the answer to the report is lost',
  property: runOnce,
  application: 'jobcount',
  mustRunOnce: true,
  isExtra: true,
  faults: ['the coordinator’s answer to a worker that has finished a map task lost, three times'],
  minimumFaults: { cut: 2 * LOST_REPLIES },
  async run({ cluster }) {
    loseReplies(cluster);
    // A worker may take the lost answer for the coordinator's end, and leave.
    cluster.keepWorkers(2);
    await cluster.untilEnded(cluster.coordinator);
  },
});

/** Loses the first reply to a worker after it has finished a map, for the first few maps. */
function loseReplies(cluster: MapReduceCluster): void {
  const { coordinator, faults } = cluster;
  const cutOff = new Set<number>();
  let left = LOST_REPLIES;
  cluster.world.observers.add({
    onObserve(worker, topic) {
      if (topic !== 'map-end' || left === 0 || cutOff.has(worker.id)) return;
      left--;
      cutOff.add(worker.id);
      faults.inject({ kind: 'cut', from: [coordinator.id], to: [worker.id], isCut: true });
    },
    onReply({ from }) {
      if (cutOff.delete(from.id)) faults.inject({ kind: 'cut', from: [coordinator.id], to: [from.id], isCut: false });
    },
  });
}
