import type { FaultPlan } from '../fault-plan.ts';

/** The last site loses its links to all others. */
export const regionCut: FaultPlan = {
  id: 'region-cut',
  title: 'the last site is cut off from the others for a while',
  inject({ deployment, faults }) {
    const { sites, world } = deployment;
    const all = world.nodes.map(({ id }) => id);
    const inside = deployment.nodesAt(sites.at(-1) as string).map(({ id }) => id);
    faults.inject({ kind: 'partition', groups: [inside, all.filter((id) => !inside.includes(id))] });
    return () => faults.inject({ kind: 'partition', groups: [all] });
  },
};
