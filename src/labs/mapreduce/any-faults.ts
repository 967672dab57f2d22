import { defineMapReduceTest } from './define-mapreduce-test.ts';
import { reExecution } from './properties.ts';

const KILLS = 6;
const PAUSE_MS = [50, 2_000] as const;

/** Workers are killed at any moment, and messages lost. */
const anyFaults = defineMapReduceTest({
  id: '1/any-faults',
  title: 'faults of all kinds at random',
  property: reExecution,
  application: 'wc',
  isExtra: true,
  faults: ['unreliable network', 'workers killed'],
  async run({ cluster }) {
    const { faults, random, workers } = cluster;
    if (random.chance(0.7)) faults.inject({ kind: 'network-mode', isReliable: false });
    if (random.chance(0.3)) faults.inject({ kind: 'network-mode', isReorderingReplies: true });
    cluster.keepWorkers(3);
    for (let kill = 0; kill < KILLS && cluster.coordinator.isAlive; kill++) {
      await cluster.elapse(random.between(...PAUSE_MS));
      const running = workers.filter(({ isAlive }) => isAlive);
      if (running.length > 0) cluster.kill(random.pick(running));
    }
  },
});

export const MAPREDUCE_FUZZ_TESTS = [anyFaults];
