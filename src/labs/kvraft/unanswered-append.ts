import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { KvCluster } from './cluster.ts';
import type { KvClerk } from './kv-clerk.ts';

const FILLERS = 45;
/** So long that all fillers together make a log longer than a trimmed one may be. */
const FILLER_CHARS = 150;

export interface UnansweredAppend {
  /** Reaches nobody any more. */
  clerk: KvClerk;
  append: Promise<void>;
  /** Of the key `k`, with the append in it. */
  value: string;
}

/**
 * An append that has taken effect, but whose client has not heard of it, and is kept from asking again.
 *
 * @param working the servers that do the work; the client reaches these only.
 */
export async function appendUnanswered(
  cluster: KvCluster,
  working: readonly SimNode[] = cluster.servers,
): Promise<UnansweredAppend> {
  const reader = cluster.newClerk(working);
  const clerk = cluster.newClerk(working);
  await cluster.soon(clerk.put('k', 'x start y'));
  cluster.cut(cluster.servers, [clerk.node], true);
  const append = clerk.append('k', 'x once y');
  const value = 'x start yx once y';
  await cluster.until('the append has taken effect', async () => (await reader.get('k')).includes('x once y'));
  cluster.limit(clerk, []);
  cluster.cut(cluster.servers, [clerk.node], false);
  return { clerk, append, value };
}

/** Makes the log so long that everything before must be trimmed. */
export async function fillLog(cluster: KvCluster, clerk: KvClerk): Promise<void> {
  for (let i = 0; i < FILLERS; i++) {
    await cluster.soon(clerk.put(`filler ${i % 3}`, String(i).padEnd(FILLER_CHARS, '.')));
  }
}
