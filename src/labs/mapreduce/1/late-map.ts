import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { requireMinimum } from '../../require-minimum.ts';
import type { MapReduceCluster } from '../cluster.ts';
import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { sequentialEquivalence } from '../properties.ts';

const SLOW_WORKERS = 3;
/** The least time that it takes to read a file: the writer begins while somebody reads. */
const READING_MS = 1;

export const lateMap = defineMapReduceTest({
  id: '1/late-map',
  title: 'a slow worker writes the files of a map task again while reduce tasks read them',
  property: sequentialEquivalence,
  hint: 'write intermediate files under a name of their own too, and rename them when they are complete: a reduce task may be reading them',
  application: 'wc',
  isExtra: true,
  faults: ['three map tasks held up until other workers have done them and read what they wrote'],
  async run({ cluster }) {
    const slow = Array.from({ length: SLOW_WORKERS }, () => cluster.launch(['map']));
    await cluster.untilCalls((tasks) => slow.every((worker) => tasks.lastOf(worker) !== undefined));
    const released = releaseAtReads(cluster, slow);
    cluster.launchSeveral(SLOW_WORKERS);
    await cluster.untilEnded(cluster.coordinator);
    requireMinimum([{ what: 'slow map tasks whose files somebody read', least: 1, count: released.size }]);
    for (const worker of slow) await cluster.release(worker, 'map');
  },
});

/** Lets a slow worker go on when another one reads what its map task writes. @returns those that go on. */
function releaseAtReads(cluster: MapReduceCluster, slow: readonly SimNode[]): ReadonlySet<SimNode> {
  const { tasks, files, world } = cluster;
  /** File → the map task that wrote it. */
  const madeBy = new Map<string, string>();
  const released = new Set<SimNode>();
  files.onOperation = (worker, operation, name, second) => {
    const task = tasks.lastOf(worker);
    if (task?.kind === 'map' && operation === 'write') madeBy.set(name, task.name);
    if (task?.kind === 'map' && operation === 'rename') madeBy.set(second, task.name);
    if (operation !== 'read' || tasks.unmapped.length > 0) return;
    const late = slow.find((each) => !released.has(each) && tasks.lastOf(each)?.name === madeBy.get(name));
    if (late === undefined) return;
    released.add(late);
    world.scheduler.scheduleTask(READING_MS, () => void cluster.release(late, 'map'));
  };
  return released;
}
