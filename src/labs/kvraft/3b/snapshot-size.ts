import { defineKvTest } from '../define-kv-test.ts';
import { smallSnapshots } from '../properties.ts';

const ROUNDS = 200;
/** One key, one client. */
const SNAPSHOT_BYTES = 500;

export const snapshotSize = defineKvTest({
  id: '3B/snapshot-size',
  title: 'snapshot size is reasonable',
  property: smallSnapshots,
  servers: 3,
  maxRaftState: 1000,
  minimum: { operations: 4 * ROUNDS },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    for (let round = 0; round < ROUNDS; round++) {
      for (const value of ['0', '1']) {
        await cluster.soon(clerk.put('x', value));
        await cluster.expectValue(clerk, 'x', value);
      }
    }
    for (const { disk, spec } of cluster.servers) {
      if (disk.snapshotSizeBytes > SNAPSHOT_BYTES) {
        cluster.fail(smallSnapshots, {
          message: `${spec.name} takes large snapshots`,
          expected: `at most ${SNAPSHOT_BYTES} bytes for one key and one client`,
          actual: `${disk.snapshotSizeBytes} bytes`,
        });
      }
    }
  },
});
