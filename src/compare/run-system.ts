import { FaultInjector, type InjectedFault } from '../harness/faults/injector.ts';
import type { Host } from '../harness/nodes/host.ts';
import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { Drain } from '../harness/simulation/drain.ts';
import { World } from '../harness/world.ts';
import type { Request } from '../sdk/baseline.ts';
import { Deployment } from './deployment.ts';
import { Load } from './load.ts';
import type { Measured } from './measurements.ts';
import type { RunPlan } from './run-plan.ts';
import type { DeployedSystem, System } from './system.ts';

export interface SystemRun {
  /** What came before the measured requests: part of the history, not of the figures. */
  setUp: Measured[];
  measured: Measured[];
  /** What a client at each site reads when everything is over: part of the history, not of the figures. */
  finalReads: Measured[];
  /** When requests began, on the clock of `measured`. */
  startMs: number;
  /** When faults were injected and taken back, on the clock of `measured`; null without faults. */
  faultPeriodMs: readonly [number, number] | null;
  faults: readonly InjectedFault[];
  /** From the first request to the last answer. */
  durationMs: number;
  messages: number;
  bytes: number;
  diskWrites: number;
  events: number;
  digest: string;
}

/** Answers may come so much later than the last request, ms. */
const GRACE_MS = 20_000;
/** Between the last answer and the final reads, ms: what travels between sites gets there. */
const SETTLE_MS = 1_000;
/** So many of the keys that were written are read at last. */
const FINAL_KEYS = 40;

/** Runs one system under a workload. */
export async function runSystem(
  system: System,
  plan: RunPlan,
  { host, drain }: { host: Host; drain: Drain | undefined },
): Promise<SystemRun> {
  const world = new World({ seed: plan.seed, host, drain, limits: { virtualMs: Infinity, eventsPerMs: Infinity } });
  const deployment = new Deployment(world, plan.topology);
  const deployed = system.deploy(deployment, plan.clients, plan.size);
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

  constructor(deployment: Deployment, system: DeployedSystem, plan: RunPlan, graceMs: number) {
    this.#world = deployment.world;
    this.#deployment = deployment;
    this.#system = system;
    this.#plan = plan;
    this.#graceMs = graceMs;
  }

  async run(): Promise<SystemRun> {
    await this.#world.sleep(this.#system.warmUpMs);
    await this.#system.prepare?.();
    const setUp: Measured[] = [];
    for (const request of this.#plan.workload.setUp()) setUp.push(await this.#ask(0, request));
    const before = this.#counters();
    const startMs = this.#world.nowMs;
    const injector = new FaultInjector(this.#world);
    const faultPeriod = this.#injectFaults(injector);
    const load = new Load(this.#world, this.#plan, (measured) => this.#perform(measured));
    const clients = this.#system.clients.map((_, client) => load.client(client));
    await Promise.race([Promise.all(clients), this.#world.sleep(this.#plan.durationMs + this.#graceMs)]);
    const after = this.#counters();
    const measured = load.stop();
    const faultPeriodMs = await faultPeriod;
    return {
      setUp,
      measured,
      finalReads: await this.#readAtLast([...setUp, ...measured]),
      startMs,
      faultPeriodMs,
      faults: injector.schedule,
      durationMs: lastAnswerMs(measured) - startMs,
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

  /** One client at each site reads what was written: what was acknowledged is there, and everywhere the same. */
  async #readAtLast(before: readonly Measured[]): Promise<Measured[]> {
    if (!this.#plan.workload.steps.includes('read')) return [];
    await this.#world.sleep((SETTLE_MS * this.#graceMs) / GRACE_MS);
    const finalReads: Measured[] = [];
    const keys = writtenKeys(before).slice(0, FINAL_KEYS);
    const clients = this.#firstClientsOfSites();
    const reads = clients.map(async (client) => {
      for (const key of keys) {
        finalReads.push(await this.#ask(client, { id: `final-${client}-${key}`, steps: [{ op: 'read', key }] }));
      }
    });
    await Promise.race([Promise.all(reads), this.#world.sleep(this.#graceMs)]);
    return [...finalReads];
  }

  #firstClientsOfSites(): number[] {
    const first = new Map<string, number>();
    for (const [client, node] of this.#system.clients.entries()) {
      const site = this.#deployment.siteOf(node);
      if (!first.has(site)) first.set(site, client);
    }
    return [...first.values()];
  }

  async #ask(client: number, request: Request): Promise<Measured> {
    const measured: Measured = { client, request, dueAtMs: this.#world.nowMs };
    await this.#perform(measured);
    return measured;
  }

  async #perform(measured: Measured): Promise<void> {
    measured.callAtMs = this.#world.nowMs;
    const outcome = await this.#system.perform(this.#system.clients[measured.client] as SimNode, measured.request);
    if (outcome === undefined) return;
    measured.returnAtMs = this.#world.nowMs;
    measured.outcome = outcome;
  }

  #counters() {
    const { calls, bytes } = this.#world.network.counters;
    const oneSided = this.#system.oneSided?.() ?? { operations: 0, bytes: 0 };
    const diskWrites = this.#world.nodes.reduce((sum, { disk }) => sum + disk.writes, 0);
    return { messages: calls + oneSided.operations, bytes: bytes + oneSided.bytes, diskWrites };
  }
}

function lastAnswerMs(measured: readonly Measured[]): number {
  return measured.reduce((last, { dueAtMs, returnAtMs = dueAtMs }) => Math.max(last, returnAtMs), 0);
}

/** In order of the first write. */
function writtenKeys(measured: readonly Measured[]): string[] {
  return [
    ...new Set(
      measured.flatMap(({ request }) => request.steps.flatMap((step) => (step.op === 'read' ? [] : [step.key]))),
    ),
  ];
}
