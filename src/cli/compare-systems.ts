import { readFileSync } from 'node:fs';
import { EXIT, LabsError } from '../base/errors.ts';
import { bundleSystem } from '../compare/bundle-system.ts';
import { type ComparedSystem, compareSystem } from '../compare/comparison.ts';
import { overSeeds } from '../compare/over-seeds.ts';
import type { RunPlan } from '../compare/run-plan.ts';
import { runSystem } from '../compare/run-system.ts';
import type { System } from '../compare/system.ts';
import type { LoadedConfig } from '../grading/config/load-config.ts';
import { loadSubmission } from '../grading/submission/load.ts';
import type { SourcePatch } from '../grading/submission/source-patch.ts';
import { NodeError } from '../harness/nodes/node-error.ts';
import { type Bundle, VmHost } from '../harness/nodes/vm-host.ts';
import { type Drain, synchronousDrain } from '../harness/simulation/drain.ts';

export interface ComparisonOptions {
  /** Where the submission's systems come from. */
  submission: { folder: string; config: LoadedConfig };
  /** How many seeds, from the plan's on; absent: that one. */
  seeds?: number;
  /** Changes of the systems' sources: planted bugs. */
  patches?: readonly SourcePatch[];
}

/** Runs a system under a plan on each seed, one after the other. */
export async function runOnSeeds(
  system: System,
  plan: RunPlan,
  { submission, seeds = 1, patches = [] }: ComparisonOptions,
): Promise<ComparedSystem> {
  const drain = await availableDrain();
  const bundle = await bundleOf(system, submission, patches);
  const runs: { seed: number; result: ComparedSystem }[] = [];
  for (let seed = plan.seed; seed < plan.seed + seeds; seed++) {
    const host = new VmHost(bundle);
    try {
      const run = await runSystem(system, { ...plan, seed }, { host, drain }).catch((error: unknown) =>
        explain(error, system, seed),
      );
      runs.push({ seed, result: compareSystem(system, plan.faults, run) });
    } finally {
      host.close();
    }
  }
  return overSeeds(runs);
}

/** The fast way to run microtasks, where there is one: it works from a macrotask only. */
function availableDrain(): Promise<Drain | undefined> {
  return new Promise((resolve) => {
    setImmediate(() => resolve(synchronousDrain()));
  });
}

function explain(error: unknown, { id }: System, seed: number): never {
  if (!(error instanceof NodeError)) throw error;
  throw new LabsError('crashed', `${id}: ${error.node.spec.name} crashed at seed ${seed}: ${error.message}`, {
    hint: 'a system that crashes cannot be compared; `labs test` shows where the error comes from',
    exitCode: EXIT.failed,
  });
}

async function bundleOf(
  { programs }: System,
  { folder, config }: { folder: string; config: LoadedConfig },
  patches: readonly SourcePatch[],
): Promise<Bundle> {
  if ('module' in programs) return bundleSystem(programs.module, patches);
  const { bundleFiles } = await loadSubmission(folder, config, [programs.entry], { patches });
  const codePath = bundleFiles[programs.entry.name]?.codePath as string;
  return { code: readFileSync(codePath, 'utf8'), fileName: codePath };
}
