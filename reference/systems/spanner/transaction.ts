import { byShard, shardOf } from '../shard-of.ts';
import type { GroupClient } from './group-client.ts';
import type {
  CommitArgs,
  Outcome,
  Part,
  PrepareArgs,
  Priority,
  ReadArgs,
  ReadReply,
  ReleaseArgs,
  TransactionId,
  Write,
} from './messages.ts';

/** What the transaction has done at one group. */
interface Touched {
  readonly reads: string[];
  readonly writes: Map<string, string>;
  epoch: number | null;
}

/** A read/write transaction as its client sees it (lecture 13): reads lock at leaders, writes stay here until commit. */
export class Transaction {
  readonly #tid: TransactionId;
  readonly #priority: Priority;
  readonly #groups: readonly GroupClient[];
  readonly #touched = new Map<number, Touched>();
  #isAborted = false;

  constructor(groups: readonly GroupClient[], tid: TransactionId, priority: Priority) {
    this.#groups = groups;
    this.#tid = tid;
    this.#priority = priority;
  }

  /** @returns undefined when an older transaction has taken its locks: it cannot commit any more. */
  async read(keys: readonly string[]): Promise<Map<string, string | null> | undefined> {
    const values = new Map<string, string | null>();
    await Promise.all(
      [...byShard(keys, this.#groups.length)].map(async ([group, wanted]) => {
        const args: ReadArgs = { tid: this.#tid, priority: this.#priority, keys: wanted };
        const touched = this.#touch(group);
        const reply = await this.#groupOf(group).call<ReadReply>('Read', args);
        // Another leader knows nothing of the locks that the one before has given.
        if (reply === null || (touched.epoch ?? reply.epoch) !== reply.epoch) {
          this.#isAborted = true;
          return;
        }
        touched.epoch = reply.epoch;
        touched.reads.push(...wanted);
        for (const [i, key] of wanted.entries()) values.set(key, reply.values[i] ?? null);
      }),
    );
    if (this.#isAborted) return undefined;
    for (const { writes } of this.#touched.values())
      for (const [key, value] of writes) if (values.has(key)) values.set(key, value);
    return values;
  }

  write(key: string, value: string): void {
    this.#touch(shardOf(key, this.#groups.length)).writes.set(key, value);
  }

  /** @returns false when it has been aborted: nothing of it took effect, and nothing will. */
  async commit(): Promise<boolean> {
    if (this.#isAborted) return this.#giveUp();
    const participants = [...this.#touched.keys()].sort((a, b) => a - b);
    if (participants.length === 0) return true;
    const coordinator = this.#chooseCoordinator(participants);
    const shared = { tid: this.#tid, priority: this.#priority };
    for (const group of participants) {
      if (group === coordinator) continue;
      const args: PrepareArgs = { ...shared, part: this.#partOf(group), coordinator };
      void this.#groupOf(group).call('Prepare', args);
    }
    const args: CommitArgs = { ...shared, part: this.#partOf(coordinator), participants };
    const { outcome } = await this.#groupOf(coordinator).call<{ outcome: Outcome }>('Commit', args);
    return outcome !== null;
  }

  #giveUp(): false {
    const args: ReleaseArgs = { tid: this.#tid };
    for (const group of this.#touched.keys()) void this.#groupOf(group).call('Release', args);
    return false;
  }

  /** A group whose leader is near saves a message over the distance. */
  #chooseCoordinator(participants: readonly number[]): number {
    const isNear = (group: number) => this.#groupOf(group).leader === this.#groupOf(group).replicas[0];
    return participants.find(isNear) ?? (participants[0] as number);
  }

  #partOf(group: number): Part {
    const { reads, writes, epoch } = this.#touch(group);
    return { reads, epoch, writes: [...writes].map(([key, value]): Write => ({ key, value })) };
  }

  #touch(group: number): Touched {
    let touched = this.#touched.get(group);
    if (touched === undefined) {
      touched = { reads: [], writes: new Map(), epoch: null };
      this.#touched.set(group, touched);
    }
    return touched;
  }

  #groupOf(group: number): GroupClient {
    return this.#groups[group] as GroupClient;
  }
}
