import { FaultInjector, type InjectedFault } from '../harness/faults/injector.ts';
import type { Host } from '../harness/nodes/host.ts';
import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { Drain } from '../harness/simulation/drain.ts';
import { World } from '../harness/world.ts';
import type { Request } from '../sdk/baseline.ts';
import { Deployment } from './deployment.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Measured } from './measurements.ts';
import type { DeployedSystem, System } from './system.ts';
import type { Topology } from './topology.ts';
import type { Workload } from './workload.ts';

export interface RunPlan {
  workload: Workload;
  topology: Topology;
  faults: FaultPlan;
  seed: number;
  clients: number;
  /** How long clients make requests at most, ms of virtual time. Faults happen in its second quarter. */
  durationMs: number;
  /** How many requests they make at most, all together. */
  requests: number;
  /**
   * About how many requests per second all clients together make, with pauses of random length (paced). Absent: every
   * client makes its next request when the last one is answered (closed loop).
   */
  ratePerS?: number;
}

export interface SystemRun {
  /** What came before the measured requests: part of the history, not of the figures. */
  setUp: Measured[];
  measured: Measured[];
  /** When faults were injected and taken back, on the clock of `measured`; null without faults. */
  faultPeriodMs: readonly [number, number] | null;
  faults: readonly InjectedFault[];
  /** From the first request to the end. */
  durationMs: number;
  messages: number;
  bytes: number;
  diskWrites: number;
  events: number;
  digest: string;
}

/** Answers may come so much later than the last request, ms. */
const GRACE_MS = 20_000;

/** Runs one system under a workload. */
export async function runSystem(
  system: System,
  plan: RunPlan,
  { host, drain }: { host: Host; drain: Drain | undefined },
): Promise<SystemRun> {
  const world = new World({ seed: plan.seed, host, drain, limits: { virtualMs: Infinity, eventsPerMs: Infinity } });
  const deployment = new Deployment(world, plan.topology);
  const deployed = system.deploy(deployment, plan.clients);
  deployment.bootAll();
  const scale = system.timeScale ?? 1;
  return world.run(() => new Comparison(deployment, deployed, scaled(plan, scale), GRACE_MS * scale).run());
}

/** The same plan at another pace. */
function scaled(plan: RunPlan, scale: number): RunPlan {
  const { durationMs, ratePerS } = plan;
  return { ...plan, durationMs: durationMs * scale, ...(ratePerS !== undefined && { ratePerS: ratePerS / scale }) };
}

/** The driver of one run. */
class Comparison {
  readonly #world: World;
  readonly #deployment: Deployment;
  readonly #system: DeployedSystem;
  readonly #plan: RunPlan;
  readonly #graceMs: number;
  readonly #measured: Measured[] = [];
  #made = 0;

  constructor(deployment: Deployment, system: DeployedSystem, plan: RunPlan, graceMs: number) {
    this.#world = deployment.world;
    this.#deployment = deployment;
    this.#system = system;
    this.#plan = plan;
    this.#graceMs = graceMs;
  }

  async run(): Promise<SystemRun> {
    const { workload, durationMs, ratePerS, clients } = this.#plan;
    await this.#world.sleep(this.#system.warmUpMs);
    for (const request of workload.setUp()) await this.#perform(0, request);
    const setUp = this.#measured.splice(0);
    this.#made = 0;
    const before = this.#counters();
    const startMs = this.#world.nowMs;
    const injector = new FaultInjector(this.#world);
    const faultPeriod = this.#injectFaults(injector);
    const endMs = startMs + durationMs;
    const load =
      ratePerS === undefined
        ? this.#system.clients.map((_, client) => this.#closedLoop(client, endMs))
        : this.#system.clients.map((_, client) => this.#pacedLoop(client, endMs, ratePerS / clients));
    await Promise.race([Promise.all(load), this.#world.sleep(durationMs + this.#graceMs)]);
    const faultPeriodMs = await faultPeriod;
    const after = this.#counters();
    return {
      setUp,
      measured: this.#measured,
      faultPeriodMs,
      faults: injector.schedule,
      durationMs: this.#world.nowMs - startMs,
      messages: after.messages - before.messages,
      bytes: after.bytes - before.bytes,
      diskWrites: after.diskWrites - before.diskWrites,
      events: this.#world.budget.events,
      digest: this.#world.digest(),
    };
  }

  async #injectFaults(injector: FaultInjector): Promise<readonly [number, number] | null> {
    const { faults, durationMs } = this.#plan;
    if (faults.inject === undefined) return null;
    await this.#world.sleep(durationMs / 4);
    const startMs = this.#world.nowMs;
    const undo = faults.inject({ deployment: this.#deployment, system: this.#system, faults: injector });
    await this.#world.sleep(durationMs / 4);
    undo();
    return [startMs, this.#world.nowMs];
  }

  async #closedLoop(client: number, endMs: number): Promise<void> {
    const source = this.#sourceOf(client);
    for (let i = 0; this.#world.nowMs < endMs && this.#made < this.#plan.requests; i++)
      await this.#perform(client, source.next(`c${client}-${i}`));
  }

  /** Pauses of random length, as those of people, so that so many requests are made while answers come at once. */
  async #pacedLoop(client: number, endMs: number, ratePerS: number): Promise<void> {
    const source = this.#sourceOf(client);
    const random = this.#world.stream(`pauses ${client}`);
    for (let i = 0; ; i++) {
      await this.#world.sleep((-Math.log(1 - random.float()) / ratePerS) * 1_000);
      if (this.#world.nowMs >= endMs) return;
      await this.#perform(client, source.next(`c${client}-${i}`));
    }
  }

  #sourceOf(client: number) {
    return this.#plan.workload.client(client, this.#world.stream(`workload ${client}`));
  }

  async #perform(client: number, request: Request): Promise<void> {
    this.#made++;
    const measured: Measured = { client, request, callAtMs: this.#world.nowMs };
    this.#measured.push(measured);
    const outcome = await this.#system.perform(this.#system.clients[client] as SimNode, request);
    if (outcome === undefined) return;
    measured.returnAtMs = this.#world.nowMs;
    measured.outcome = outcome;
  }

  #counters() {
    const { calls, bytes } = this.#world.network.counters;
    const messages = calls + (this.#system.oneSidedOperations?.() ?? 0);
    const diskWrites = this.#world.nodes.reduce((sum, { disk }) => sum + disk.writes, 0);
    return { messages, bytes, diskWrites };
  }
}
