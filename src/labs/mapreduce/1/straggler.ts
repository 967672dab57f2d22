import type { MapReduceCluster } from '../cluster.ts';
import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { reExecution, stableOutput } from '../properties.ts';
import type { TaskCall } from '../task-log.ts';

/** When the task of a silent worker must have been given to another: ten seconds, and as many of patience. */
const REASSIGNED_MS = 20_000;
const WATCH_MS = 300;
const POLL_MS = 1;

export const straggler = defineMapReduceTest({
  id: '1/straggler',
  title: 'a slow worker finishes a task that another worker has done meanwhile',
  property: stableOutput,
  application: 'wc',
  isExtra: true,
  faults: ['two map tasks and a reduce task held up until another worker has them too'],
  async run({ cluster }) {
    const slow = [cluster.launch(['map', 'reduce']), cluster.launch(['map', 'reduce'])];
    for (let i = 0; i < 2; i++) cluster.launch(['reduce']);

    // One goes on while another worker runs the same map task, the other when nobody needs its map any more.
    await cluster.untilCalls((tasks) => slow.every((worker) => tasks.lastOf(worker) !== undefined));
    const [early, late] = slow.map((worker) => cluster.tasks.lastOf(worker)) as [TaskCall, TaskCall];
    await untilGivenToAnother(cluster, early);
    await cluster.release(early.worker, 'map');
    await untilGivenToAnother(cluster, late);
    await cluster.untilCalls((tasks) => tasks.callsOf('reduce').length > 0);
    await cluster.release(late.worker, 'map');

    const [reduce] = cluster.tasks.callsOf('reduce') as [TaskCall];
    for (const worker of cluster.workers) {
      if (worker !== reduce.worker) await cluster.release(worker, 'reduce');
    }
    await untilGivenToAnother(cluster, reduce);
    await cluster.untilComplete();
    await cluster.release(reduce.worker, 'reduce');
    await expectStable(cluster);
  },
});

async function untilGivenToAnother(
  cluster: MapReduceCluster,
  { kind, name, worker, beginMs }: TaskCall,
): Promise<void> {
  const isGiven = () => cluster.tasks.callsOf(kind, name).some((call) => call.worker !== worker);
  const patienceMs = beginMs + REASSIGNED_MS - cluster.world.nowMs;
  await Promise.race([cluster.tasks.until(isGiven), cluster.elapse(patienceMs)]);
  if (isGiven()) return;
  cluster.fail(reExecution, {
    message: `a ${kind} task of a silent worker was not given to another`,
    expected: `within ${REASSIGNED_MS / 1000} s another worker begins with '${name}'`,
    actual: `only ${worker.spec.name} had it, since ${Math.round(beginMs)} ms`,
  });
}

/** The output is there: whatever the slow worker does now, it stays. */
async function expectStable(cluster: MapReduceCluster): Promise<void> {
  for (let waitedMs = 0; waitedMs < WATCH_MS; waitedMs += POLL_MS) {
    cluster.output.expectComplete('while a slow worker finished a task that was done already', stableOutput);
    await cluster.elapse(POLL_MS);
  }
}
