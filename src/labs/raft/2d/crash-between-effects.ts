import { CRASH_MINIMUM, crashBetweenEffects } from '../crash-between-effects.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

export const crashBetweenEffects2D = defineRaftTest({
  id: '2D/crash-between-effects',
  title: 'servers crash between two effects of a step, with snapshots',
  property: leaderCompleteness,
  servers: 3,
  takesSnapshots: true,
  isExtra: true,
  faults: ['crashes right after a send, reply, persist or apply', 'one server cut off at a time'],
  minimum: CRASH_MINIMUM,
  run: ({ cluster }) => crashBetweenEffects(cluster),
});
