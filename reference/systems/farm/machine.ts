import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { Lease } from './lease.ts';
import type {
  Address,
  Configuration,
  ConfigureArgs,
  DecideArgs,
  Decision,
  Evidence,
  LockReply,
  LogRecord,
  ObjectWrite,
  StoredObject,
  TransactionId,
  Vote,
} from './messages.ts';
import { type LogImage, ReceivedLog } from './received-log.ts';
import { regionOf } from './regions.ts';

export interface FarmMachineOptions {
  /** Its node id. */
  me: number;
  manager: number;
}

/** What a machine has been told about a transaction. */
interface Progress {
  regions: readonly number[];
  /** In regions of which it is the primary. */
  primaryWrites: readonly ObjectWrite[];
  /** In regions of which it is a backup. */
  backupWrites: readonly ObjectWrite[];
  isLocked: boolean;
  isCommitted: boolean;
}

/** More than can be under way at once. */
const TRUNCATED_KEPT = 1_000;

/**
 * A machine with regions in battery-backed memory (lecture 14; paper, sections 4 and 5). Coordinators read its objects
 * and append to its logs without its CPU; it polls the logs.
 */
export class FarmMachine {
  readonly #runtime: NodeRuntime<FarmMachineOptions>;
  readonly #objects = new Map<Address, StoredObject>();
  readonly #transactions = new Map<TransactionId, Progress>();
  /** The last transactions that were truncated, and the regions that they have written. */
  readonly #truncated = new Map<TransactionId, readonly number[]>();
  readonly #logs = new Map<string, ReceivedLog>();
  readonly #lease: Lease;
  #configuration: Configuration = { number: 0, replicas: [] };

  constructor(runtime: NodeRuntime<FarmMachineOptions>) {
    this.#runtime = runtime;
    this.#lease = new Lease(runtime, runtime.options.manager, (configuration) => this.#adopt(configuration));
  }

  readonly rpc = {
    Configure: ({ configuration }: ConfigureArgs): void => this.#adopt(configuration),
    Drain: (): Promise<Evidence[]> => this.#drain(),
    Decide: (decisions: DecideArgs): void => {
      for (const decision of decisions) this.#decide(decision);
    },
  };

  /** The card has put a record into a log. */
  poll(log: string, record: LogRecord): void {
    if (!this.#lease.isValid) return;
    this.#logOf(log).polled(record);
  }

  #logOf(name: string): ReceivedLog {
    let log = this.#logs.get(name);
    if (log === undefined) {
      log = new ReceivedLog(
        (record) => this.#process(name, record),
        (records) => this.#runtime.observe('rdma.truncate', [name, records]),
      );
      this.#logs.set(name, log);
    }
    return log;
  }

  #process(log: string, record: LogRecord): void {
    switch (record.type) {
      case 'LOCK':
        this.#lock(log, record);
        break;
      case 'COMMIT-BACKUP':
        this.#progressOf(record.tx, record.regions).backupWrites = record.writes;
        break;
      case 'COMMIT-PRIMARY':
        this.#commit(record.tx);
        break;
      case 'ABORT':
        this.#abort(record.tx);
        this.#logOf(log).forget(record.tx);
        break;
      case 'TRUNCATE':
        this.#truncate(log, record.tx);
        break;
    }
  }

  /** Takes the locks of all objects, if none of them is locked and all have the versions that were read; or of none. */
  #lock(log: string, { tx, regions, writes }: LogRecord & { type: 'LOCK' | 'COMMIT-BACKUP' }): void {
    const isLocked = writes.every(({ address, version }) => {
      const object = this.#objectAt(address);
      return !object.isLocked && object.version === version;
    });
    if (isLocked) this.#store(writes.map(({ address }) => [address, { ...this.#objectAt(address), isLocked: true }]));
    Object.assign(this.#progressOf(tx, regions), { primaryWrites: writes, isLocked });
    const reply: LockReply = { tx, isLocked };
    // A coordinator that is gone needs no answer.
    this.#runtime.file('rdma.append', [Number(log), 'replies', reply]).catch(() => {});
  }

  #commit(tx: TransactionId): void {
    const progress = this.#transactions.get(tx);
    if (progress === undefined || progress.isCommitted) return;
    progress.isCommitted = true;
    this.#write(progress.primaryWrites);
    progress.isLocked = false;
  }

  #abort(tx: TransactionId): void {
    const progress = this.#transactions.get(tx);
    if (progress === undefined) return;
    if (progress.isLocked) {
      this.#store(
        progress.primaryWrites.map(({ address }) => [address, { ...this.#objectAt(address), isLocked: false }]),
      );
    }
    this.#transactions.delete(tx);
  }

  /** The transaction is over everywhere: a backup brings its copy up to date, and nobody needs the records any more. */
  #truncate(log: string, tx: TransactionId): void {
    const progress = this.#transactions.get(tx);
    if (progress === undefined) return;
    this.#write(progress.backupWrites);
    this.#transactions.delete(tx);
    this.#truncated.set(tx, progress.regions);
    if (this.#truncated.size > TRUNCATED_KEPT) this.#truncated.delete(this.#truncated.keys().next().value as string);
    this.#logOf(log).forget(tx);
  }

  /** Installs values, unless a later transaction has already done so. */
  #write(writes: readonly ObjectWrite[]): void {
    const news = writes.filter(({ address, version }) => this.#objectAt(address).version <= version);
    this.#store(news.map(({ address, version, value }) => [address, { version: version + 1, isLocked: false, value }]));
  }

  #adopt(configuration: Configuration): void {
    if (configuration.number > this.#configuration.number) this.#configuration = configuration;
  }

  /** Processes every record that has reached its memory, and says what it knows about each transaction. */
  async #drain(): Promise<Evidence[]> {
    const { me } = this.#runtime.options;
    const logs = (await this.#runtime.file('rdma.logs', [me])) as Record<string, LogImage>;
    for (const [name, image] of Object.entries(logs)) this.#logOf(name).drain(image);
    const isReplica = (region: number) => this.#configuration.replicas[region]?.includes(me) === true;
    return [
      ...[...this.#transactions].flatMap(([tx, progress]) => evidenceOf(tx, progress, isReplica)),
      ...[...this.#truncated].flatMap(([tx, regions]) =>
        regions.filter(isReplica).map((region): Evidence => ({ tx, regions, region, vote: 'truncated', writes: [] })),
      ),
    ];
  }

  #decide({ tx, isCommitted, writes }: Decision): void {
    if (isCommitted) this.#write(writes);
    else this.#abort(tx);
    this.#transactions.delete(tx);
    for (const log of this.#logs.values()) log.forget(tx);
  }

  #progressOf(tx: TransactionId, regions: readonly number[]): Progress {
    let progress = this.#transactions.get(tx);
    if (progress === undefined) {
      progress = {
        regions,
        primaryWrites: [],
        backupWrites: [],
        isLocked: false,
        isCommitted: false,
      };
      this.#transactions.set(tx, progress);
    }
    return progress;
  }

  #objectAt(address: Address): StoredObject {
    return this.#objects.get(address) ?? { version: 0, isLocked: false, value: null };
  }

  /** Changes objects, where remote readers see them too, all at once. */
  #store(objects: readonly (readonly [Address, StoredObject])[]): void {
    if (objects.length === 0) return;
    for (const [address, object] of objects) this.#objects.set(address, object);
    this.#runtime.observe('rdma.store', objects);
  }
}

/** What a replica knows of a transaction in each region. */
function evidenceOf(tx: TransactionId, progress: Progress, isReplica: (region: number) => boolean): Evidence[] {
  const { regions } = progress;
  return regions.filter(isReplica).flatMap((region): Evidence[] => {
    const inRegion = ({ address }: ObjectWrite) => regionOf(address) === region;
    const primary = progress.primaryWrites.filter(inRegion);
    if (primary.length > 0) return [{ tx, regions, region, vote: primaryVote(progress), writes: primary }];
    const backup = progress.backupWrites.filter(inRegion);
    return backup.length > 0 ? [{ tx, regions, region, vote: 'commit-backup', writes: backup }] : [];
  });
}

function primaryVote({ isCommitted, isLocked }: Progress): Vote {
  if (isCommitted) return 'commit-primary';
  return isLocked ? 'lock' : 'abort';
}

export function farmMachine(runtime: NodeRuntime<FarmMachineOptions>): Program {
  const machine = new FarmMachine(runtime);
  return {
    onRpc: (method, args) => machine.rpc[method as keyof FarmMachine['rpc']](args as never),
    onCall: (_method, [log, record]) => machine.poll(log as string, record as LogRecord),
  };
}
