import { defineRaftTest } from '../define-raft-test.ts';
import { agreement } from '../properties.ts';

export const deadPeer = defineRaftTest({
  id: '2B/dead-peer',
  title: 'a server that does not answer holds nobody up',
  property: agreement,
  servers: 3,
  isExtra: true,
  faults: ['one server after the other disconnected', 'calls to it fail after up to 7 s'],
  minimum: { commits: 10, elections: 1, faults: { isolate: 3 } },
  async run({ cluster }) {
    for (const server of cluster.servers) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      cluster.disconnect(server);
      await cluster.oneLeader();
      // No second try: each has two seconds, with a leader that everybody else reaches.
      for (let i = 0; i < 3; i++) await cluster.agree(cluster.freshCommand(), { servers: 2, retry: false });
      cluster.connect(server);
      await cluster.oneLeader();
    }
  },
});
