import { background } from '../background.ts';
import type { LabTest } from '../lab-test.ts';
import { requireMinimum } from '../require-minimum.ts';
import { Swarm } from '../swarm.ts';
import { ELECTION_MS } from './cluster.ts';
import { defineKvTest } from './define-kv-test.ts';
import { linearizability } from './properties.ts';
import { Rush } from './rush.ts';
import { WorkloadClient } from './workload-client.ts';

const SERVERS = 5;
const CLIENTS = 6;
const ROUNDS = 3;
const STEPS = 6;
/** Operations that clients begin together at every step, and before the first and behind the last. */
const RUSH = 12;

/** Clients that share keys, while the servers are disturbed in ways that the seed chooses. */
export function swarmTest({ id, maxRaftState }: { id: string; maxRaftState?: number }): LabTest {
  return defineKvTest({
    id,
    title: `a mix of faults that the seed chooses${maxRaftState === undefined ? '' : ', snapshots'}`,
    property: linearizability,
    servers: SERVERS,
    isExtra: true,
    ...(maxRaftState === undefined ? {} : { maxRaftState }),
    faults: ['five kinds of disturbances, two at a time, in turn'],
    minimum: { operations: (ROUNDS + 1) * RUSH, faults: { restart: SERVERS } },
    async run({ cluster }) {
      const { world, faults, servers } = cluster;
      const rush = new Rush();
      const clients = Array.from({ length: CLIENTS }, (_, i) => {
        const options = { clients: CLIENTS, hasRandomKeys: true };
        return new WorkloadClient(i, cluster.newClerk(), options, world.stream(`client ${i}`));
      });
      const work = background(Promise.all(clients.map((client) => client.work(rush))));
      const leader = () => cluster.watch.leader;
      const swarm = new Swarm({ world, faults, random: world.stream('swarm'), servers, leader });
      const workInPeace = async () => {
        rush.start(RUSH);
        await cluster.elapse(ELECTION_MS);
      };
      await workInPeace();
      for (let round = 0; round < ROUNDS; round++) {
        await swarm.run({ steps: STEPS, everyMs: [150, 600], onStep: () => rush.start(RUSH) });
        await workInPeace();
      }
      rush.end();
      await cluster.soon(work);

      // What everybody has seen must be on the disks by now.
      cluster.restart(...servers);
      const reader = cluster.newClerk();
      for (const { key } of clients) await cluster.soon(reader.get(key));
      requireMinimum(swarm.minimums(ROUNDS * STEPS));
    },
  });
}
