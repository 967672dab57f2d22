import { FaultMix } from '../../harness/faults/fault-mix.ts';
import { disturb } from '../disturb.ts';
import { changeConcurrently } from './change-concurrently.ts';
import { defineShardCtrlerTest } from './define-shardctrler-test.ts';
import { exactlyOnce } from './properties.ts';

const ROUNDS = 20;

/** Groups join and leave while faults of all kinds come and go. */
const anyFaults = defineShardCtrlerTest({
  id: '4A/any-faults',
  title: 'faults of all kinds at random',
  property: exactlyOnce,
  isExtra: true,
  faults: ['everything that can be injected'],
  minimum: { configs: 1 },
  async run({ cluster, admin }) {
    const { faults, world, group } = cluster;
    const mix = new FaultMix({ faults, random: world.stream('faults'), servers: group.servers, crashes: true });
    const [outcome] = await Promise.all([
      changeConcurrently(cluster, { clerks: 3, rounds: 10, pauseMs: 100 }),
      disturb(world, [mix], { rounds: ROUNDS }),
    ]);
    await admin.review(outcome.changes, outcome.staying);
  },
});

export const SHARDCTRLER_FUZZ_TESTS = [anyFaults];
