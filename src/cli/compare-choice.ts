import { LabsError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { FAULT_PLANS } from '../compare/faults/registry.ts';
import type { RunPlan } from '../compare/run-plan.ts';
import { SEVERAL_STEPS, type SeveralSteps, type System } from '../compare/system.ts';
import { SYSTEMS } from '../compare/systems/registry.ts';
import { TOPOLOGIES } from '../compare/topologies/registry.ts';
import type { Workload } from '../compare/workload.ts';
import { WORKLOADS } from '../compare/workloads/registry.ts';

/** @throws LabsError for a name that there is not. */
export function find<T extends { id: string }>(what: string, id: string, all: readonly T[]): T {
  const found = all.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (found !== undefined) return found;
  throw new LabsError('unknown-name', `there is no ${what} '${id}'`, {
    hint: suggest(
      id,
      all.map((each) => each.id),
    ),
  });
}

export function findConditions(names: {
  workload: string;
  topology: string;
  faults: string;
}): Pick<RunPlan, 'workload' | 'topology' | 'faults'> {
  return {
    workload: find('workload', names.workload, WORKLOADS),
    topology: find('topology', names.topology, TOPOLOGIES),
    faults: find('fault plan', names.faults, FAULT_PLANS),
  };
}

/**
 * The systems of these names, or all that can do what the workload asks for.
 *
 * @throws LabsError for a name that there is not, or a system that cannot.
 */
export function chooseSystems(names: readonly string[], workload: Workload): readonly System[] {
  const able = SYSTEMS.filter((system) => canRun(system, workload));
  const wanted = names.map((name) => find('system', name, SYSTEMS));
  if (wanted.length === 0) return able;
  const unable = wanted.filter((system) => !able.includes(system));
  if (unable.length === 0) return wanted;
  const needs = `it needs ${workload.severalSteps === 'always' ? 'transactions of ' : ''}${workload.steps.join(' and ')}`;
  throw new LabsError(
    'bad-workload',
    `${unable.map(({ id }) => id).join(', ')} cannot do what '${workload.id}' asks for`,
    { hint: `${needs}; these can: ${able.map(({ id }) => id).join(', ') || 'none'}` },
  );
}

/** Can the system do what the workload asks for? */
function canRun(system: System, workload: Workload): boolean {
  const level = (of: { severalSteps: SeveralSteps }) => SEVERAL_STEPS.indexOf(of.severalSteps);
  return workload.steps.every((step) => system.steps.includes(step)) && level(system) >= level(workload);
}
