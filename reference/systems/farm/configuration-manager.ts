import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { callUntilAnswered } from '../call-until-answered.ts';
import { LEASE_MS } from './lease.ts';
import type {
  Configuration,
  ConfigureArgs,
  DecideArgs,
  Evidence,
  LeaseArgs,
  LeaseReply,
  ResumeArgs,
  TransactionId,
} from './messages.ts';
import { byTransaction, decide } from './recovery.ts';

export interface FarmManagerOptions {
  machines: readonly number[];
  coordinators: readonly number[];
  /** By region, the primary first. */
  replicas: readonly (readonly number[])[];
}

const CHECK_MS = 5;
/** One-sided operations that were under way when their issuer stopped have ended by then. */
const DRAIN_MS = 1;

interface Member {
  incarnation: number;
  expiresAtMs: number;
  /** Called when it is given up; callers that wait for its answer need not any more. */
  onDeath: (() => void)[];
}

/**
 * The configuration manager: grants leases, replaces the primaries of machines whose lease has run out, and ends the
 * transactions that this has interrupted (paper, section 5). It is one process here; the paper keeps its configuration
 * in ZooKeeper and lets another machine take over.
 */
export class FarmManager {
  readonly #runtime: NodeRuntime<FarmManagerOptions>;
  /** Everybody who has not been given up, machines and coordinators alike. */
  readonly #members = new Map<number, Member>();
  readonly #decided = new Map<TransactionId, boolean>();
  #configuration: Configuration;
  #changedRegions = new Set<number>();
  #isRecovering = false;

  constructor(runtime: NodeRuntime<FarmManagerOptions>) {
    this.#runtime = runtime;
    this.#configuration = { number: 1, replicas: runtime.options.replicas };
    const firstExpiry = performance.now() + 2 * LEASE_MS;
    for (const node of [...runtime.options.machines, ...runtime.options.coordinators]) {
      this.#members.set(node, { incarnation: 0, expiresAtMs: firstExpiry, onDeath: [] });
    }
    setInterval(() => this.#checkLeases(), CHECK_MS);
  }

  readonly rpc = {
    Lease: ({ incarnation }: LeaseArgs, from: number): LeaseReply => this.#renew(from, incarnation),
  };

  #renew(from: number, incarnation: number): LeaseReply {
    const member = this.#members.get(from);
    const isMember = member !== undefined && (member.incarnation === 0 || member.incarnation === incarnation);
    if (isMember) {
      member.incarnation = incarnation;
      member.expiresAtMs = performance.now() + LEASE_MS;
    }
    return { isMember, configuration: this.#configuration };
  }

  #checkLeases(): void {
    const dead = [...this.#members].filter(([, { expiresAtMs }]) => expiresAtMs <= performance.now());
    if (dead.length === 0) return;
    for (const [node, { onDeath }] of dead) {
      this.#members.delete(node);
      for (const giveUp of onDeath) giveUp();
    }
    const { number, replicas } = this.#configuration;
    const left = replicas.map((nodes) => nodes.filter((node) => this.#members.has(node)));
    for (const [region, nodes] of left.entries()) {
      if (nodes.length < (replicas[region]?.length ?? 0)) this.#changedRegions.add(region);
    }
    this.#configuration = { number: number + 1, replicas: left };
    if (!this.#isRecovering) void this.#recover();
  }

  /** Repeats the recovery until nobody has died during it. */
  async #recover(): Promise<void> {
    this.#isRecovering = true;
    let number: number;
    do {
      number = this.#configuration.number;
      await this.#recoverOnce();
    } while (number !== this.#configuration.number);
    this.#changedRegions = new Set();
    this.#isRecovering = false;
  }

  async #recoverOnce(): Promise<void> {
    const configuration = this.#configuration;
    const changedRegions = [...this.#changedRegions];
    const configure: ConfigureArgs = { configuration, changedRegions };
    await this.#callAll([...this.#members.keys()], 'Configure', configure);
    await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));

    const machines = this.#runtime.options.machines.filter((node) => this.#members.has(node));
    const evidence = (await this.#callAll<Evidence[]>(machines, 'Drain', null)).flat();
    const isInterrupted = ({ tx, regions }: Evidence) =>
      !this.#members.has(Number.parseInt(tx, 10)) || regions.some((region) => changedRegions.includes(region));
    const interrupted = evidence.filter(isInterrupted);
    for (const [tx, isCommitted] of decide(interrupted)) {
      if (!this.#decided.has(tx)) this.#decided.set(tx, isCommitted);
    }
    await this.#end(interrupted, configuration);

    const committed = [...this.#decided].filter(([, isCommitted]) => isCommitted).map(([tx]) => tx);
    const resume: ResumeArgs = { configuration, committed };
    const coordinators = this.#runtime.options.coordinators.filter((node) => this.#members.has(node));
    await this.#callAll(coordinators, 'Resume', resume);
  }

  /** Tells every replica how transactions have ended, and what they have written there. */
  async #end(evidence: readonly Evidence[], { replicas }: Configuration): Promise<void> {
    const decisions = new Map<number, DecideArgs>();
    for (const [tx, known] of byTransaction(evidence)) {
      // Whoever has truncated it has it all.
      if (known.every(({ vote }) => vote === 'truncated')) continue;
      const isCommitted = this.#decided.get(tx) === true;
      for (const region of known[0]?.regions ?? []) {
        const writes = known.find((each) => each.region === region && each.writes.length > 0)?.writes ?? [];
        for (const node of replicas[region] ?? []) {
          decisions.set(node, [...(decisions.get(node) ?? []), { tx, isCommitted, writes }]);
        }
      }
    }
    await Promise.all([...decisions].map(([node, args]) => this.#callAll([node], 'Decide', args)));
  }

  /** Calls members, each until it answers or dies; the replies of those that have answered. */
  async #callAll<Reply>(nodes: readonly number[], method: string, args: unknown): Promise<Reply[]> {
    const replies = await Promise.all(
      nodes.map(async (node) => {
        const member = this.#members.get(node);
        if (member === undefined) return undefined;
        return await new Promise<Reply | undefined>((resolve) => {
          const giveUp = () => resolve(undefined);
          member.onDeath.push(giveUp);
          void callUntilAnswered<Reply>(this.#runtime, node, method, args).then((reply) => {
            member.onDeath.splice(member.onDeath.indexOf(giveUp), 1);
            resolve(reply);
          });
        });
      }),
    );
    return replies.filter((reply) => reply !== undefined);
  }
}

export function farmManager(runtime: NodeRuntime<FarmManagerOptions>): Program {
  const manager = new FarmManager(runtime);
  return {
    onRpc: (method, args, from) => manager.rpc[method as keyof FarmManager['rpc']](args as LeaseArgs, from),
    onCall: () => null,
  };
}
