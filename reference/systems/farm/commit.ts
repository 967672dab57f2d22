import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import type { LogRecord, ObjectWrite, TransactionId } from './messages.ts';
import { regionOf, regionsOf } from './regions.ts';

/** A commit goes no further: its coordinator may not go on, or a replica cannot be reached. */
class Stopped extends Error {
  override name = 'Stopped';
}

/** One transaction's way through the commit protocol (paper, figure 4; lecture 14). */
export class Commit {
  readonly tx: TransactionId;
  /** The regions that it writes. */
  readonly regions: readonly number[];
  readonly #runtime: NodeRuntime<{ me: number }>;
  readonly #writes: readonly ObjectWrite[];
  #replicas: readonly (readonly number[])[] = [];
  #mayGoOn = () => true;
  #missingLocks = 0;
  #areAllLocked = true;
  #onLocked: () => void = () => {};
  /** A recovery decides it. */
  isInterrupted = false;

  constructor(runtime: NodeRuntime<{ me: number }>, tx: TransactionId, writes: readonly ObjectWrite[]) {
    this.#runtime = runtime;
    this.tx = tx;
    this.#writes = writes;
    this.regions = regionsOf(writes.map(({ address }) => address));
  }

  /** Fixes the replicas that take part. */
  start(replicas: readonly (readonly number[])[], mayGoOn: () => boolean): void {
    this.#replicas = replicas;
    this.#mayGoOn = mayGoOn;
  }

  interrupt(): void {
    this.isInterrupted = true;
  }

  addLockReply(isLocked: boolean): void {
    this.#areAllLocked &&= isLocked;
    if (--this.#missingLocks === 0) this.#onLocked();
  }

  /**
   * LOCK, VALIDATE, COMMIT-BACKUP, COMMIT-PRIMARY; then, when nobody waits any more, TRUNCATE.
   *
   * @returns whether it has committed. Rejects when it cannot go on.
   */
  async run(validate: () => Promise<boolean>): Promise<boolean> {
    if (!(await this.#lock()) || !(await validate())) {
      await this.#appendTo(this.#primaries, () => ({ type: 'ABORT', tx: this.tx }));
      return false;
    }
    await this.#appendTo(this.#backups, (node) => this.#record('COMMIT-BACKUP', this.#regionsBackedUpBy(node)));
    const primaries = this.#primaries.map((node) => this.#append(node, { type: 'COMMIT-PRIMARY', tx: this.tx }));
    // The first acknowledgement is the commit point: a primary has it in memory that survives.
    await Promise.any(primaries);
    Promise.all(primaries).then(
      () => this.#truncate(),
      () => {},
    );
    return true;
  }

  get #primaries(): number[] {
    return distinct(this.regions.map((region) => this.#replicas[region]?.[0] as number));
  }

  get #backups(): number[] {
    return distinct(this.regions.flatMap((region) => this.#replicas[region]?.slice(1) ?? []));
  }

  /** Appends LOCK to the primaries' logs and waits for their answers. */
  async #lock(): Promise<boolean> {
    const answered = new Promise<void>((resolve) => {
      this.#onLocked = resolve;
    });
    this.#missingLocks = this.#primaries.length;
    const appended = this.#appendTo(this.#primaries, (node) => this.#record('LOCK', this.#regionsLedBy(node)));
    await Promise.all([appended, answered]);
    return this.#areAllLocked;
  }

  async #truncate(): Promise<void> {
    const replicas = distinct([...this.#primaries, ...this.#backups]);
    await this.#appendTo(replicas, () => ({ type: 'TRUNCATE', tx: this.tx })).catch(() => {});
  }

  #regionsLedBy(node: number): number[] {
    return this.regions.filter((region) => this.#replicas[region]?.[0] === node);
  }

  #regionsBackedUpBy(node: number): number[] {
    return this.regions.filter((region) => this.#replicas[region]?.slice(1).includes(node));
  }

  #record(type: 'LOCK' | 'COMMIT-BACKUP', regions: readonly number[]): LogRecord {
    const writes = this.#writes.filter(({ address }) => regions.includes(regionOf(address)));
    return { type, tx: this.tx, regions: this.regions, writes };
  }

  async #appendTo(nodes: readonly number[], recordFor: (node: number) => LogRecord): Promise<void> {
    await Promise.all(nodes.map((node) => this.#append(node, recordFor(node))));
  }

  /** Ends when the record is in the other machine's memory. */
  async #append(node: number, record: LogRecord): Promise<void> {
    if (this.isInterrupted || !this.#mayGoOn()) throw new Stopped();
    await this.#runtime.file('rdma.append', [node, String(this.#runtime.options.me), record]);
    if (this.isInterrupted) throw new Stopped();
  }
}

function distinct(nodes: readonly number[]): number[] {
  return [...new Set(nodes)];
}
