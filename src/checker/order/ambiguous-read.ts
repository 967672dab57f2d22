import { describeOperation, describeValue } from '../describe.ts';
import type { Unknown } from '../verdict.ts';
import type { Observations } from './observations.ts';
import { AMBIGUOUS } from './versions.ts';

/** For levels that must know whose write a read shows: the verdict when one read's writer cannot be told. */
export function ambiguousRead({ history, reads, versions }: Observations): Unknown | undefined {
  for (const [place, seen] of reads.entries()) {
    const version = seen.find((candidate) => versions.writerOf[candidate] === AMBIGUOUS);
    if (version === undefined) continue;
    const what = `${versions.keys[versions.keyOf[version]!]} = ${describeValue(versions.valueAt[version])}`;
    const reason = `${describeOperation(history[place]!)} read ${what}, which several operations write: give every write a value of its own`;
    return { outcome: 'unknown', reason };
  }
  return undefined;
}
