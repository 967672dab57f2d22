import { background } from '../../background.ts';
import { exactlyOnce } from '../../kvraft/properties.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';

const CLIENTS = 6;
/** So much that everything before must be trimmed. */
const FILLERS = 40;
const FILLER_CHARS = 150;

export const retryAfterRestore = defineShardKvTest({
  id: '4B/retry-after-restore',
  title: 'an append whose reply was lost is not applied again by servers that have restarted from a snapshot',
  property: exactlyOnce,
  hint: 'duplicate detection is part of a shard, in the snapshot too: a client may try again after all servers have restarted',
  maxRaftState: 1000,
  isExtra: true,
  faults: ['replies to several clients lost until the group has trimmed its log and restarted'],
  minimum: { operations: FILLERS + 2 * CLIENTS, faults: { cut: 2, mute: CLIENTS, crash: 3, restart: 3 } },
  async run({ cluster }) {
    const { faults } = cluster;
    await cluster.join(100);
    const group = cluster.group(100);
    const reader = cluster.newClerk();
    const clerks = Array.from({ length: CLIENTS }, () => cluster.newClerk());
    const ids = clerks.map(({ node }) => node.id);
    for (const [i, clerk] of clerks.entries()) await cluster.soon(clerk.put(String(i), 'x first y'));

    faults.inject({ kind: 'cut', from: group.ids, to: ids, isCut: true });
    const appends = background(Promise.all(clerks.map((clerk, i) => clerk.append(String(i), 'x once y'))));
    for (const i of clerks.keys()) {
      while (!(await cluster.soon(reader.get(String(i)))).includes('x once y')) await cluster.elapse(20);
    }
    for (const node of ids) faults.inject({ kind: 'mute', node, to: group.ids });
    faults.inject({ kind: 'cut', from: group.ids, to: ids, isCut: false });

    for (let i = 0; i < FILLERS; i++) {
      await cluster.soon(reader.put(`9 filler ${i % 3}`, String(i).padEnd(FILLER_CHARS, '.')));
    }
    group.shutDown();
    group.restart();
    for (const node of ids) faults.inject({ kind: 'reconnect', node, to: group.ids });
    await cluster.soon(appends);
    await cluster.readAll();
  },
});
