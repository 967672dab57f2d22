import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import { Commit } from './commit.ts';
import { Lease } from './lease.ts';
import type {
  Address,
  Configuration,
  ConfigureArgs,
  LockReply,
  ObjectWrite,
  ResumeArgs,
  StoredObject,
  TransactionId,
} from './messages.ts';
import { addressOf, regionOf } from './regions.ts';
import { Transaction } from './transaction.ts';

export interface FarmCoordinatorOptions {
  /** Its node id. */
  me: number;
  manager: number;
  /** By region, the primary first. */
  replicas: readonly (readonly number[])[];
}

/** How long to wait for the manager to say what has become of a machine that does not answer, ms. */
const UNREACHABLE_PAUSE_MS = 1;

/** A commit that is under way, and who waits for it. */
interface Pending {
  commit: Commit;
  resolve(isCommitted: boolean): void;
}

/** A machine that runs transactions' code: it reads objects and coordinates commits (paper, figure 4). */
export class FarmCoordinator {
  readonly #runtime: NodeRuntime<FarmCoordinatorOptions>;
  readonly #lease: Lease;
  readonly #pending = new Map<TransactionId, Pending>();
  readonly #pauses: (() => void)[] = [];
  #configuration: Configuration;
  #pausedRegions = new Set<number>();
  #transactions = 0;

  constructor(runtime: NodeRuntime<FarmCoordinatorOptions>) {
    this.#runtime = runtime;
    this.#configuration = { number: 1, replicas: runtime.options.replicas };
    this.#lease = new Lease(runtime, runtime.options.manager, () => {});
  }

  readonly rpc = {
    Configure: (args: ConfigureArgs): void => this.#configure(args),
    Resume: (args: ResumeArgs): void => this.#resume(args),
  };

  /** The card has put a reply into the message queue. */
  poll({ tx, isLocked }: LockReply): void {
    this.#pending.get(tx)?.commit.addLockReply(isLocked);
  }

  begin(): Transaction {
    return new Transaction(this, `${this.#runtime.options.me}.${this.#transactions++}`);
  }

  addressOf(key: string): Address {
    return addressOf(key, this.#configuration.replicas.length);
  }

  /** A one-sided read of an object at its primary; waits while there is none. */
  async readObject(address: Address): Promise<StoredObject> {
    for (;;) {
      await this.#untilResumed([regionOf(address)]);
      try {
        const primary = this.#configuration.replicas[regionOf(address)]?.[0];
        if (primary === undefined) throw new Error(`region ${regionOf(address)} has no replica left`);
        const object = (await this.#runtime.file('rdma.read', [primary, address])) as StoredObject | null;
        return object ?? { version: 0, isLocked: false, value: null };
      } catch {
        await new Promise((resolve) => setTimeout(resolve, UNREACHABLE_PAUSE_MS));
      }
    }
  }

  /**
   * Commits a transaction; a commit that a failure interrupts is decided by the recovery.
   *
   * @param reads the versions of the objects that were read and are not written.
   * @returns false when it has been aborted.
   */
  async commit(
    tx: TransactionId,
    reads: ReadonlyMap<Address, number>,
    writes: readonly ObjectWrite[],
  ): Promise<boolean> {
    const commit = new Commit(this.#runtime, tx, writes);
    await this.#untilResumed(commit.regions);
    commit.start(this.#configuration.replicas, () => this.#lease.isValid);
    const isCommitted = await new Promise<boolean>((resolve) => {
      this.#pending.set(tx, { commit, resolve });
      // A replica that cannot be reached leaves the commit without an end: the recovery will give it one.
      commit.run(() => this.areUnchanged(reads)).then(resolve, () => {});
    });
    this.#pending.delete(tx);
    return isCommitted;
  }

  /** Has nobody written what was read, and is nobody about to? One-sided reads of the headers (VALIDATE). */
  async areUnchanged(reads: ReadonlyMap<Address, number>): Promise<boolean> {
    const checks = [...reads].map(async ([address, version]) => {
      const object = await this.readObject(address);
      return !object.isLocked && object.version === version;
    });
    return (await Promise.all(checks)).every((isUnchanged) => isUnchanged);
  }

  /** Nobody touches the changed regions from now on, and commits that have touched them stop where they are. */
  #configure({ configuration, changedRegions }: ConfigureArgs): void {
    if (configuration.number <= this.#configuration.number) return;
    this.#configuration = configuration;
    for (const region of changedRegions) this.#pausedRegions.add(region);
    for (const { commit } of this.#pending.values()) {
      if (commit.regions.some((region) => changedRegions.includes(region))) commit.interrupt();
    }
  }

  #resume({ configuration, committed }: ResumeArgs): void {
    if (configuration.number !== this.#configuration.number) return;
    for (const [tx, { commit, resolve }] of this.#pending) if (commit.isInterrupted) resolve(committed.includes(tx));
    this.#pausedRegions = new Set();
    for (const resume of this.#pauses.splice(0)) resume();
  }

  async #untilResumed(regions: readonly number[]): Promise<void> {
    while (regions.some((region) => this.#pausedRegions.has(region))) {
      await new Promise<void>((resolve) => this.#pauses.push(resolve));
    }
  }
}
