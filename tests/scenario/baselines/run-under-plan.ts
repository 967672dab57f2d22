import { bundleSystem } from '../../../src/compare/bundle-system.ts';
import { type ComparedSystem, compareSystem } from '../../../src/compare/comparison.ts';
import { FAULT_PLANS } from '../../../src/compare/faults/registry.ts';
import { runSystem } from '../../../src/compare/run-system.ts';
import { SYSTEMS } from '../../../src/compare/systems/registry.ts';
import { TOPOLOGIES } from '../../../src/compare/topologies/registry.ts';
import { WORKLOADS } from '../../../src/compare/workloads/registry.ts';
import type { SourcePatch } from '../../../src/grading/submission/source-patch.ts';
import { VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { availableDrain } from '../../unit/harness/small-world.ts';

export interface PlanNames {
  workload: string;
  topology: string;
  faults: string;
  seed: number;
  clients?: number;
  requests?: number;
}

const LONGEST_MS = 60_000;
const FAULT_RUN_MS = 20_000;

/** A reference system's row in a comparison, as `labs compare` has it, perhaps with a planted bug. */
export async function runUnderPlan(
  id: string,
  { workload, topology, faults, seed, clients = 9, requests = 1_000 }: PlanNames,
  patches: readonly SourcePatch[] = [],
): Promise<ComparedSystem> {
  const system = named(SYSTEMS, id);
  const { module } = system.programs as { module: string };
  const host = new VmHost(await bundleSystem(module, patches));
  const plan = named(FAULT_PLANS, faults);
  const time =
    plan.inject === undefined
      ? { durationMs: LONGEST_MS }
      : { durationMs: FAULT_RUN_MS, ratePerS: requests / (FAULT_RUN_MS / 1_000) };
  const conditions = { workload: named(WORKLOADS, workload), topology: named(TOPOLOGIES, topology), faults: plan };
  try {
    const run = await runSystem(
      system,
      { ...conditions, seed, clients, requests, ...time },
      { host, drain: await availableDrain() },
    );
    return compareSystem(system, plan, run);
  } finally {
    host.close();
  }
}

function named<T extends { id: string }>(all: readonly T[], id: string): T {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no '${id}'`);
  return found;
}
