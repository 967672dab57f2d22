import type { TrueTime } from '../../../src/sdk/programs/true-time.ts';
import type { GroupState } from './group-state.ts';
import type { SnapshotReadArgs, SnapshotReadReply } from './messages.ts';

interface Waiting {
  readonly args: SnapshotReadArgs;
  resolve(): void;
}

/** Reads at a timestamp, from whatever replica it runs on, without locks (lecture 13: read from local replicas). */
export class SnapshotReader {
  readonly #trueTime: TrueTime;
  #waiting: Waiting[] = [];

  constructor(trueTime: TrueTime) {
    this.#trueTime = trueTime;
  }

  /** Waits until the replica's safe time has reached the timestamp. */
  async read(state: GroupState, args: SnapshotReadArgs): Promise<SnapshotReadReply> {
    if (!isSafe(state, args)) {
      await new Promise<void>((resolve) => {
        this.#waiting.push({ args, resolve });
      });
    }
    const { keys, ts } = args;
    if (state.versions.isPruned(ts)) return null;
    const versions = keys.map((key) => state.versions.at(key, ts));
    // A replica may hear of a commit before its time has passed everywhere: nobody may see it yet, or somebody who
    // reads later at an earlier timestamp would miss what was seen.
    await this.#trueTime.untilAfter(Math.max(...versions.map((version) => version?.ts ?? 0)));
    return versions.map((version) => version?.value ?? null);
  }

  /** More has been applied. */
  onChange(state: GroupState): void {
    if (this.#waiting.length === 0) return;
    this.#waiting = this.#waiting.filter(({ args, resolve }) => {
      if (isSafe(state, args)) resolve();
      else return true;
      return false;
    });
  }
}

function isSafe(state: GroupState, { keys, ts }: SnapshotReadArgs): boolean {
  return keys.every((key) => state.isSafe(key, ts));
}
