import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import { byShard } from '../shard-of.ts';
import type { SnapshotReadArgs, SnapshotReadReply, Timestamp } from './messages.ts';

/** A replica that has not answered by then is far behind, or cut off: another one may know more. */
const PATIENCE_MS = 1_000;
const PAUSE_MS = 20;

/**
 * Reads all keys as of one time, each from the nearest replica that has it: no locks, no leaders.
 *
 * @param groups the replicas of every group, the nearest first.
 * @returns undefined when it was too long ago.
 */
export async function readAt(
  runtime: Pick<NodeRuntime, 'call'>,
  groups: readonly (readonly number[])[],
  { keys, ts }: { keys: readonly string[]; ts: Timestamp },
): Promise<Map<string, string | null> | undefined> {
  const values = new Map<string, string | null>();
  const complete = await Promise.all(
    [...byShard(keys, groups.length)].map(async ([group, wanted]) => {
      const reply = await readFrom(runtime, groups[group] as readonly number[], { keys: wanted, ts });
      for (const [i, key] of wanted.entries()) values.set(key, reply?.[i] ?? null);
      return reply !== null;
    }),
  );
  return complete.includes(false) ? undefined : values;
}

async function readFrom(
  runtime: Pick<NodeRuntime, 'call'>,
  replicas: readonly number[],
  args: SnapshotReadArgs,
): Promise<SnapshotReadReply> {
  for (;;) {
    for (const replica of replicas) {
      const reply = await orUndefined(runtime.call(replica, 'SnapshotRead', args));
      if (reply !== undefined) return reply;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function orUndefined(call: Promise<SnapshotReadReply | undefined>): Promise<SnapshotReadReply | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const outOfPatience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const reply = await Promise.race([call, outOfPatience]);
  clearTimeout(timer);
  return reply;
}
