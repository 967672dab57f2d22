import { defineMapReduceTest } from '../define-mapreduce-test.ts';
import { oneReducePerKey } from '../properties.ts';

const REDUCES = 7;

export const partition = defineMapReduceTest({
  id: '1/partition',
  title: 'all workers send a key to the same reduce task, and use all reduce tasks',
  property: oneReducePerKey,
  application: 'wc',
  nReduce: REDUCES,
  isExtra: true,
  async run({ cluster }) {
    cluster.launchSeveral(5);
  },
  check({ cluster }) {
    const used = [...cluster.output.read()].filter(([, lines]) => lines.length > 0);
    if (used.length === REDUCES) return;
    cluster.fail(oneReducePerKey, {
      message: 'the keys were not spread over all reduce tasks',
      expected: `${REDUCES} output files with some of the ${cluster.output.expected.length} keys in each`,
      actual: used.map(([name, lines]) => `${name}: ${lines.length}`).join(', '),
    });
  },
});
