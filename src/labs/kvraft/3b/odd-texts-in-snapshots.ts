import { defineKvTest } from '../define-kv-test.ts';
import { expectOddTexts, ODD_TEXT_COUNT, writeOddTexts } from '../odd-texts.ts';
import { wholeValues } from '../properties.ts';
import { expectSizes } from '../sizes.ts';
import { fillLog } from '../unanswered-append.ts';

export const oddTextsInSnapshots = defineKvTest({
  id: '3B/odd-texts-in-snapshots',
  title: 'any string comes back from a snapshot, as a key and as a value',
  property: wholeValues,
  servers: 3,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['all servers restarted from their snapshots'],
  minimum: { operations: 3 * ODD_TEXT_COUNT, faults: { restart: 3 } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    await writeOddTexts(cluster, clerk);
    await fillLog(cluster, clerk);
    expectSizes(cluster);
    cluster.restart(...cluster.servers);
    await expectOddTexts(cluster, clerk);
  },
});
