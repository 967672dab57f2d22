import type { LabTest } from '../lab-test.ts';
import { defineKvTest } from './define-kv-test.ts';
import { expectAppends } from './expect-appends.ts';
import { promptReplication } from './properties.ts';

const OPERATIONS = 1_000;
/** A third of a heartbeat interval. */
const LIMIT_MS = 100 / 3;

/** One client, one append after the other (Go: `GenericTestSpeed`). */
export function speedTest({ id, maxRaftState }: { id: string; maxRaftState?: number }): LabTest {
  return defineKvTest({
    id,
    title: 'ops complete fast enough',
    property: promptReplication,
    servers: 3,
    ...(maxRaftState === undefined ? {} : { maxRaftState }),
    minimum: { operations: OPERATIONS + 2 },
    async run({ cluster }) {
      const clerk = cluster.newClerk();
      // A leader is there when this returns.
      await cluster.soon(clerk.get('x'));

      const startMs = cluster.world.nowMs;
      const texts = Array.from({ length: OPERATIONS }, (_, i) => `x 0 ${i} y`);
      for (const text of texts) await cluster.soon(clerk.append('x', text));
      const averageMs = (cluster.world.nowMs - startMs) / OPERATIONS;

      expectAppends('x', await cluster.soon(clerk.get('x')), [texts]);
      if (averageMs > LIMIT_MS) {
        cluster.fail(promptReplication, {
          message: 'operations take too long',
          expected: `at most ${LIMIT_MS.toFixed(1)} ms each, with ${OPERATIONS} of them one after the other`,
          actual: `${averageMs.toFixed(1)} ms each`,
        });
      }
    },
  });
}
