import type { PlantedBug } from '../../../../src/compare/planted-bug.ts';
import { K01 } from '../../../mutants/kvraft/K01-kv-get-local.ts';

export const V01: PlantedBug = {
  id: 'V01',
  name: 'get-local',
  system: 'kvraft',
  bug: 'The leader answers gets from its own map.',
  rule: 'a server knows that it still leads only when a majority has said so since (lecture 7)',
  expected: 'linearizability',
  shownBy: { workload: 'read-heavy', topology: 'datacenter', faults: 'leader-cut', seeds: 10 },
  patches: K01.patches,
};
