import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { sequentialEquivalence } from '../properties.ts';

export const unreliable = defineMapReduceTest({
  id: '1/unreliable',
  title: 'a network that loses requests and replies costs time, not output',
  property: sequentialEquivalence,
  application: 'wc',
  isExtra: true,
  faults: ['unreliable network'],
  minimumFaults: { 'network-mode': 1 },
  async run({ cluster }) {
    cluster.faults.inject({ kind: 'network-mode', isReliable: false });
    // A worker may take a lost message for the coordinator's end, and leave.
    cluster.keepWorkers(3);
  },
});
