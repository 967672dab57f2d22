import { defineKvTest } from '../define-kv-test.ts';
import { durableWrites } from '../properties.ts';
import { expectSizes } from '../sizes.ts';
import { fillLog } from '../unanswered-append.ts';

const KEYS = 5;

export const restartAfterTrim = defineKvTest({
  id: '3B/restart-after-trim',
  title: 'what is in no log any more is there after a restart',
  property: durableWrites,
  servers: 3,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['all servers restarted twice, after they have trimmed their logs'],
  minimum: { operations: 3 * KEYS, faults: { restart: 6 } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    const keys = Array.from({ length: KEYS }, (_, i) => `key ${i}`);
    for (const key of keys) await cluster.soon(clerk.put(key, `x ${key} y`));
    await fillLog(cluster, clerk);
    expectSizes(cluster);

    // The first time from the snapshots that the servers took themselves, the second time with nothing done since.
    for (let restart = 0; restart < 2; restart++) {
      cluster.restart(...cluster.servers);
      for (const key of keys) await cluster.expectValue(clerk, key, `x ${key} y`);
    }
  },
});
