import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { sequentialEquivalence } from '../properties.ts';

export const indexer = defineMapReduceTest({
  id: '1/indexer',
  title: 'indexer test',
  property: sequentialEquivalence,
  application: 'indexer',
  async run({ cluster }) {
    cluster.launchSeveral(2);
  },
});
