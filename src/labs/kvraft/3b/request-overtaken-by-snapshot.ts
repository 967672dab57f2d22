import { defineKvTest } from '../define-kv-test.ts';
import { exactlyOnce } from '../properties.ts';
import { expectSizes } from '../sizes.ts';
import { fillLog } from '../unanswered-append.ts';
import { untilStored } from '../until-stored.ts';

export const requestOvertakenBySnapshot = defineKvTest({
  id: '3B/request-overtaken-by-snapshot',
  title: 'a request at a deposed leader completes, once, although a snapshot takes the place of its entry',
  property: exactlyOnce,
  servers: 3,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['leader cut off with a request until the others have trimmed their logs'],
  minimum: { operations: 48, faults: { partition: 2, mute: 1 } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    await cluster.soon(clerk.put('k', 'x start y'));
    const leader = await cluster.leader();
    const others = cluster.others(leader);
    cluster.partition([leader], others);
    cluster.limit(clerk, [leader]);
    const append = clerk.append('k', 'x once y');
    await untilStored(cluster, leader);
    await fillLog(cluster, cluster.newClerk(others));
    expectSizes(cluster);

    // The old leader never sees what was committed at the index of its own entry.
    cluster.heal();
    await cluster.until(`${leader.spec.name} is up to date`, async () => leader.disk.snapshot !== '');
    cluster.limit(clerk, cluster.servers);
    await cluster.soon(append);
    await cluster.expectValue(clerk, 'k', 'x start yx once y');
  },
});
