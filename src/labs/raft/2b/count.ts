import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { agreement, messageEconomy } from '../properties.ts';

const COMMANDS = 12;
const ATTEMPTS = 5;
/** Before and until the first leader. */
const ELECTION_RPCS = 30;
/** Go's bound for ten commands on three servers: (10 + 1 + 3) × 3. */
const AGREEMENT_RPCS = 42;
/** In an idle second: twenty heartbeats to each of three servers. */
const IDLE_RPCS = 60;

export const count = defineRaftTest({
  id: '2B/count',
  title: 'RPC counts aren’t too high',
  property: messageEconomy,
  servers: 3,
  minimum: { commits: COMMANDS },
  async run({ cluster }) {
    await cluster.oneLeader();
    const untilLeader = cluster.totalRpcs;
    if (untilLeader < 1 || untilLeader > ELECTION_RPCS) {
      cluster.fail(messageEconomy, {
        message: `${untilLeader < 1 ? 'no' : 'too many'} RPCs to elect the first leader`,
        expected: `between 1 and ${ELECTION_RPCS}`,
        actual: `${untilLeader}`,
      });
    }

    await agreeEconomically(cluster);

    const before = cluster.totalRpcs;
    await cluster.elapse(1_000);
    const idle = cluster.totalRpcs - before;
    if (idle > IDLE_RPCS) {
      cluster.fail(messageEconomy, {
        message: 'too many RPCs while nothing happens',
        expected: `at most ${IDLE_RPCS} in an idle second`,
        actual: `${idle}`,
      });
    }
  },
});

/** Commits twelve commands within one term, or tries again; the RPCs for it must be few. */
async function agreeEconomically(cluster: RaftCluster): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await cluster.elapse(3_000);
    const leader = await cluster.oneLeader();
    const before = cluster.totalRpcs;
    const rpcs = (await agreeInOneTerm(cluster, leader)) ? cluster.totalRpcs - before : undefined;
    if (rpcs === undefined) continue;
    if (rpcs > AGREEMENT_RPCS) {
      cluster.fail(messageEconomy, {
        message: `too many RPCs for ${COMMANDS} commands`,
        expected: `at most ${AGREEMENT_RPCS}`,
        actual: `${rpcs}`,
      });
    }
    return;
  }
  cluster.fail(agreement, {
    message: 'the term changed too often',
    expected: `one of ${ATTEMPTS} attempts within one term`,
    actual: 'an election during each of them',
  });
}

async function agreeInOneTerm(cluster: RaftCluster, leader: SimNode): Promise<boolean> {
  const first = await cluster.start(leader, cluster.freshCommand());
  if (!first?.isLeader) return false;
  for (let i = 1; i < COMMANDS; i++) {
    const command = cluster.freshCommand();
    const result = await cluster.start(leader, command);
    if (!result?.isLeader || result.term !== first.term) return false;
    cluster.expectStart(result, leader, first.index + i);
  }
  for (let i = 0; i < COMMANDS; i++) {
    const applied = await cluster.waitApplied(first.index + i, { servers: 3, startTerm: first.term });
    if (applied === undefined) return false;
  }
  return true;
}
