import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { sequentialEquivalence } from '../properties.ts';

export const wc = defineMapReduceTest({
  id: '1/wc',
  title: 'wc test',
  property: sequentialEquivalence,
  application: 'wc',
  async run({ cluster }) {
    cluster.launchSeveral(3);
  },
});
