import { defineRaftTest } from '../define-raft-test.ts';
import { agreement, startContract } from '../properties.ts';

const COMMANDS = 5;
const ATTEMPTS = 5;

export const concurrentStarts = defineRaftTest({
  id: '2B/concurrent-starts',
  title: 'concurrent Start()s',
  property: startContract,
  servers: 3,
  minimum: { commits: COMMANDS },
  async run({ cluster }) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await cluster.elapse(3_000);
      const leader = await cluster.oneLeader();
      const first = await cluster.start(leader, cluster.freshCommand());
      if (!first?.isLeader) continue;

      const commands = Array.from({ length: COMMANDS }, () => cluster.freshCommand());
      const results = await Promise.all(commands.map((command) => cluster.start(leader, command)));
      // After an election in between there is nothing to learn: try again.
      if (!results.every((result) => result?.isLeader && result.term === first.term)) continue;
      const indices = results.map((result) => result?.index ?? 0);
      if (new Set(indices).size !== COMMANDS || indices.includes(first.index)) {
        cluster.fail(startContract, {
          message: 'concurrent starts were given the same index',
          expected: `${COMMANDS} different indices after ${first.index}`,
          actual: indices.join(', '),
        });
      }

      const applied = new Set<string | undefined>();
      for (const index of indices) {
        const command = await cluster.waitApplied(index, { servers: 3, startTerm: first.term });
        if (command === undefined) break;
        applied.add(command);
      }
      if (applied.size < COMMANDS) continue;
      for (const command of commands) {
        if (!applied.has(JSON.stringify(command))) {
          cluster.fail(agreement, {
            message: `${JSON.stringify(command)} was lost`,
            expected: `it is applied at one of the indices ${indices.join(', ')}`,
            actual: `these hold ${[...applied].join(', ')}`,
          });
        }
      }
      return;
    }
    cluster.fail(agreement, {
      message: 'the term changed too often',
      expected: `one of ${ATTEMPTS} attempts within one term`,
      actual: 'an election during each of them',
    });
  },
});
