import { FaultMix } from '../../harness/faults/fault-mix.ts';
import { disturb } from '../disturb.ts';
import { defineRaftTest } from './define-raft-test.ts';
import { stateMachineSafety } from './properties.ts';

const ROUNDS = 25;
const SETTLE_MS = 2_000;

/** Commands are proposed to everybody while faults of all kinds come and go. */
function anyFaults(part: string, options: { servers: number; crashes: boolean; takesSnapshots?: boolean }) {
  const { servers, crashes, takesSnapshots = false } = options;
  return defineRaftTest({
    id: `${part}/any-faults`,
    title: 'faults of all kinds at random',
    property: stateMachineSafety,
    servers,
    takesSnapshots,
    isExtra: true,
    faults: ['everything that can be injected'],
    minimum: {},
    async run({ cluster }) {
      const { faults, world } = cluster;
      const mix = new FaultMix({ faults, random: world.stream('faults'), servers: cluster.servers, crashes });
      await cluster.elapse(500);
      const propose = async () => {
        for (let i = 0; i < (takesSnapshots ? 6 : 2); i++) {
          const command = cluster.freshCommand();
          await Promise.all(cluster.servers.map((server) => cluster.start(server, command)));
        }
      };
      await disturb(world, [mix], { rounds: ROUNDS, eachTime: propose });
      await cluster.elapse(SETTLE_MS);
      await cluster.agree(cluster.freshCommand(), { servers: cluster.servers.length, retry: true });
    },
  });
}

export const RAFT_FUZZ_TESTS = [
  anyFaults('2B', { servers: 5, crashes: false }),
  anyFaults('2C', { servers: 5, crashes: true }),
  anyFaults('2D', { servers: 3, crashes: true, takesSnapshots: true }),
];
