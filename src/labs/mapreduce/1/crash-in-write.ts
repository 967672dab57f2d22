import { CrashesAtFiles } from '../crashes-at-files.ts';
import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { atomicOutput } from '../properties.ts';

export const crashInWrite = defineMapReduceTest({
  id: '1/crash-in-write',
  title: 'a worker that crashes while it writes leaves no broken output',
  property: atomicOutput,
  application: 'indexer',
  isExtra: true,
  faults: [
    'a worker killed in the middle of a write, by a map and by a reduce task',
    'a worker killed between write and rename, and one right after the rename',
  ],
  minimumFaults: { crash: 2 },
  async run({ cluster }) {
    const crashes = new CrashesAtFiles(cluster);
    cluster.keepWorkers(3);
    await cluster.finish();
    crashes.expectAtomicOutput();
  },
});
