import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { ELECTION_MS } from '../cluster.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { catchUpBySnapshot } from '../properties.ts';
import { expectSizes } from '../sizes.ts';

const PUTS = 50;
/** So long that the log of all puts would be longer than a trimmed one may be. */
const VALUE_CHARS = 150;

export const snapshotRpc = defineKvTest({
  id: '3B/snapshot-rpc',
  title: 'InstallSnapshot RPC',
  property: catchUpBySnapshot,
  servers: 3,
  maxRaftState: 1000,
  faults: ['a server cut off while the others trim their logs, then needed for a majority'],
  minimum: { operations: PUTS + 12, faults: { partition: 3 } },
  async run({ cluster }) {
    const [first, second, third] = cluster.servers as [SimNode, SimNode, SimNode];
    const everywhere = cluster.newClerk();
    await cluster.soon(everywhere.put('a', 'A'));
    await cluster.expectValue(everywhere, 'a', 'A');

    cluster.partition([first, second], [third]);
    const withoutThird = cluster.newClerk([first, second]);
    for (let i = 0; i < PUTS; i++) await cluster.soon(withoutThird.put(String(i), textOf(i)));
    await cluster.elapse(ELECTION_MS);
    await cluster.soon(withoutThird.put('b', 'B'));
    expectSizes(cluster);

    // Nothing is committed now without the server that has missed so much.
    cluster.partition([first, third], [second]);
    const withThird = cluster.newClerk([first, third]);
    await cluster.soon(withThird.put('c', 'C'));
    await cluster.soon(withThird.put('d', 'D'));
    await cluster.expectValue(withThird, 'a', 'A');
    await cluster.expectValue(withThird, 'b', 'B');
    await cluster.expectValue(withThird, '1', textOf(1));
    await cluster.expectValue(withThird, String(PUTS - 1), textOf(PUTS - 1));
    const { log } = cluster.watch;
    if (log.isObserving && log.installedBy(third) === 0) {
      cluster.fail(catchUpBySnapshot, {
        message: `${third.spec.name} caught up without a snapshot`,
        expected: 'a snapshot handed to its service: the entries that it lacks have been trimmed elsewhere',
        actual: 'entries only',
      });
    }

    cluster.heal();
    await cluster.soon(everywhere.put('e', 'E'));
    await cluster.expectValue(everywhere, 'c', 'C');
    await cluster.expectValue(everywhere, 'e', 'E');
    await cluster.expectValue(everywhere, '1', textOf(1));
  },
});

function textOf(i: number): string {
  return String(i).padEnd(VALUE_CHARS, '.');
}
