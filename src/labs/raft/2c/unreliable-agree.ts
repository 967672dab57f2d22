import { background } from '../../background.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { agreement } from '../properties.ts';

const ROUNDS = 49;
const CONCURRENT_COMMANDS = 4;

export const unreliableAgree = defineRaftTest({
  id: '2C/unreliable-agree',
  title: 'unreliable agreement',
  property: agreement,
  servers: 5,
  isUnreliable: true,
  minimum: { commits: ROUNDS * (CONCURRENT_COMMANDS + 1) + 1 },
  async run({ cluster }) {
    const concurrent: Promise<number>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < CONCURRENT_COMMANDS; i++) {
        concurrent.push(background(cluster.agree(cluster.freshCommand(), { servers: 1, retry: true })));
      }
      await cluster.agree(cluster.freshCommand(), { servers: 1, retry: true });
    }
    cluster.faults.inject({ kind: 'network-mode', isReliable: true });
    await Promise.all(concurrent);
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});
