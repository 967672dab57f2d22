import type { KvOperation } from '../../checker/kv-history.ts';
import { type Property, PropertyViolated } from '../failure.ts';
import { expectLinearizable as expectKvLinearizable } from '../kvraft/expect-linearizable.ts';
import { durableWrites, exactlyOnce, freshReads } from '../kvraft/properties.ts';

/** What to look at first when groups, not replicas, disagree. */
const HINTS = new Map<Property, string>([
  [
    exactlyOnce,
    'duplicate detection belongs to the shard: hand it over with the data, so that the new owner knows which writes the old one has applied',
  ],
  [
    durableWrites,
    'a group changes hands at one point of its log: whether it serves a shard is decided when an entry is applied; configurations are taken one by one; the old owner keeps the shard until the new one has committed it',
  ],
  [
    freshReads,
    'serve a shard only after its data has arrived, and stop serving it at the log entry that adopts the next configuration, on every replica at the same point',
  ],
]);

/** As in Lab 3, with hints about shards. */
export function expectLinearizable(operations: readonly KvOperation[]): void {
  try {
    expectKvLinearizable(operations);
  } catch (error) {
    if (!(error instanceof PropertyViolated)) throw error;
    const hint = HINTS.get(error.property);
    throw hint === undefined ? error : new PropertyViolated(error.property, { ...error.details, hint });
  }
}
