import { defineRaftTest } from '../define-raft-test.ts';
import { agreement, commitNeedsMajority, startContract } from '../properties.ts';

export const basicAgree = defineRaftTest({
  id: '2B/basic-agree',
  title: 'basic agreement',
  property: agreement,
  servers: 3,
  minimum: { commits: 3 },
  async run({ cluster }) {
    for (let index = 1; index <= 3; index++) {
      cluster.expectNotApplied(commitNeedsMajority, index, 'before any command was proposed for it');
      const got = await cluster.agree(cluster.freshCommand(), { servers: 3, retry: false });
      if (got !== index) {
        cluster.fail(startContract, {
          message: `command number ${index} was committed at index ${got}`,
          expected: `index ${index}`,
          actual: `index ${got}`,
        });
      }
    }
  },
});
