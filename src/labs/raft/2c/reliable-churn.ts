import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';
import { CHURN_MINIMUM, churn } from './churn.ts';

export const reliableChurn = defineRaftTest({
  id: '2C/reliable-churn',
  title: 'churn',
  property: leaderCompleteness,
  servers: 5,
  faults: ['servers disconnected, crashed and brought back at random'],
  minimum: CHURN_MINIMUM,
  run: ({ cluster }) => churn(cluster),
});
