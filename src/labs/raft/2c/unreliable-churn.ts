import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';
import { CHURN_MINIMUM, churn } from './churn.ts';

export const unreliableChurn = defineRaftTest({
  id: '2C/unreliable-churn',
  title: 'unreliable churn',
  property: leaderCompleteness,
  servers: 5,
  isUnreliable: true,
  faults: ['servers disconnected, crashed and brought back at random'],
  minimum: CHURN_MINIMUM,
  run: ({ cluster }) => churn(cluster),
});
