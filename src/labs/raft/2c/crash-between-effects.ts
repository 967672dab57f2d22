import { CRASH_MINIMUM, crashBetweenEffects } from '../crash-between-effects.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

export const crashBetweenEffects2C = defineRaftTest({
  id: '2C/crash-between-effects',
  title: 'servers crash between two effects of a step',
  property: leaderCompleteness,
  servers: 3,
  isExtra: true,
  faults: ['crashes right after a send, reply, persist or apply', 'one server cut off at a time'],
  minimum: CRASH_MINIMUM,
  run: ({ cluster }) => crashBetweenEffects(cluster),
});
