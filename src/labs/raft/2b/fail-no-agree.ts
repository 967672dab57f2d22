import { defineRaftTest } from '../define-raft-test.ts';
import { commitNeedsMajority } from '../properties.ts';

export const failNoAgree = defineRaftTest({
  id: '2B/fail-no-agree',
  title: 'no agreement if too many followers disconnect',
  property: commitNeedsMajority,
  servers: 5,
  faults: ['three of five servers disconnected'],
  minimum: { commits: 3, faults: { isolate: 3 } },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: false });

    const leader = await cluster.oneLeader();
    const cutOff = [1, 2, 3].map((steps) => cluster.next(leader, steps));
    cluster.disconnect(...cutOff);
    cluster.expectStart(await cluster.start(leader, cluster.freshCommand()), leader, 2);
    await cluster.elapse(2_000);
    cluster.expectNotApplied(commitNeedsMajority, 2, 'although only two of five servers can have it');

    // The three may have elected a leader of their own, which may or may not keep the command at index 2.
    cluster.connect(...cutOff);
    await proposeToLeader();
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });

    /** A leader that is deposed between being found and being asked is no failure: ask the next one. */
    async function proposeToLeader(): Promise<void> {
      for (let attempt = 0; attempt < 5; attempt++) {
        const candidate = await cluster.oneLeader();
        const result = await cluster.start(candidate, cluster.freshCommand());
        if (!result?.isLeader) continue;
        if (result.index === 2 || result.index === 3) return;
        cluster.expectStart(result, candidate, 3);
      }
    }
  },
});
