import { readFileSync } from 'node:fs';
import { EXIT, LabsError } from '../base/errors.ts';
import { bundleSystem } from '../compare/bundle-system.ts';
import { type ComparedSystem, compareSystem } from '../compare/comparison.ts';
import { type RunPlan, runSystem } from '../compare/run-system.ts';
import { SEVERAL_STEPS, type SeveralSteps, type System } from '../compare/system.ts';
import type { Workload } from '../compare/workload.ts';
import type { LoadedConfig } from '../grading/config/load-config.ts';
import { loadSubmission } from '../grading/submission/load.ts';
import { NodeError } from '../harness/nodes/node-error.ts';
import { type Bundle, VmHost } from '../harness/nodes/vm-host.ts';
import { synchronousDrain } from '../harness/simulation/drain.ts';

/** Can the system do what the workload asks for? */
export function canRun(system: System, workload: Workload): boolean {
  const level = (of: { severalSteps: SeveralSteps }) => SEVERAL_STEPS.indexOf(of.severalSteps);
  return workload.steps.every((step) => system.steps.includes(step)) && level(system) >= level(workload);
}

/** Runs systems one after the other under the same plan. */
export async function runComparison(
  systems: readonly System[],
  plan: RunPlan,
  submission: { folder: string; config: LoadedConfig },
  onResult: (result: ComparedSystem) => void,
): Promise<ComparedSystem[]> {
  const drain = await new Promise<ReturnType<typeof synchronousDrain>>((resolve) =>
    setImmediate(() => resolve(synchronousDrain())),
  );
  const results: ComparedSystem[] = [];
  for (const system of systems) {
    const host = new VmHost(await bundleOf(system, submission));
    try {
      const run = await runSystem(system, plan, { host, drain }).catch((error: unknown) => explain(error, system));
      const result = compareSystem(system, plan.faults, run);
      results.push(result);
      onResult(result);
    } finally {
      host.close();
    }
  }
  return results;
}

function explain(error: unknown, { id }: System): never {
  if (!(error instanceof NodeError)) throw error;
  throw new LabsError('crashed', `${id}: ${error.node.spec.name} crashed: ${error.message}`, {
    hint: 'a system that crashes cannot be compared; `labs test` shows where the error comes from',
    exitCode: EXIT.failed,
  });
}

async function bundleOf(
  { programs }: System,
  { folder, config }: { folder: string; config: LoadedConfig },
): Promise<Bundle> {
  if ('module' in programs) return bundleSystem(programs.module);
  const { bundleFiles } = await loadSubmission(folder, config, [programs.entry]);
  const codePath = bundleFiles[programs.entry.name]?.codePath as string;
  return { code: readFileSync(codePath, 'utf8'), fileName: codePath };
}
