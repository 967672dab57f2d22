import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection, termStability } from '../properties.ts';

export const initialElection = defineRaftTest({
  id: '2A/initial-election',
  title: 'initial election',
  property: leaderElection,
  servers: 3,
  minimum: { elections: 1 },
  async run({ cluster }) {
    const leader = await cluster.oneLeader();
    // Let the others hear of the election before asking them for their term.
    await cluster.elapse(50);
    const term = await cluster.agreedTerm();
    if (term < 1) {
      cluster.fail(leaderElection, {
        message: 'a leader was elected in term 0',
        expected: 'a term of at least 1',
        actual: `term ${term}`,
      });
    }
    await cluster.elapse(2_000);
    const later = await cluster.agreedTerm();
    const laterLeader = await cluster.oneLeader();
    if (later !== term || laterLeader !== leader) {
      cluster.fail(termStability, {
        message: 'the leader was replaced although nothing failed',
        expected: `${leader.spec.name} still leads in term ${term} after 2 s`,
        actual: `${laterLeader.spec.name} leads; the term was ${later}`,
      });
    }
  },
});
