import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { background } from '../../background.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardProgress } from '../properties.ts';

const CLIENTS = 4;
const KEYS = 10;

export const controllerFaults = defineShardKvTest({
  id: '4B/controller-faults',
  title:
    'groups change hands although a server of the controller is down, its leader is cut off, and all of it restarts',
  property: shardProgress,
  hint: 'give the controller’s clerk all its servers, in groups and clerks alike, and let it try one after the other',
  maxRaftState: 1000,
  isExtra: true,
  faults: ['each server of the controller down', 'controller’s leader cut off', 'controller restarted'],
  minimum: { operations: 100, faults: { crash: 6, restart: 6, partition: 2 } },
  async run({ cluster }) {
    const { ctrlers } = cluster;
    await cluster.join(100);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 40 }, appendToOwnKey);

    // Two servers are enough: nobody may depend on the third, whichever it is.
    const known = new KnownKeys(cluster, KEYS);
    for (const [round, down] of ctrlers.servers.entries()) {
      ctrlers.shutDown(down);
      if (round === 1) await cluster.leave(101);
      else await cluster.join(round === 0 ? 101 : 102);
      await known.put(5);
      ctrlers.restart(down);
    }
    await cluster.join(101);

    // Groups, clients and the administrator still reach the old leader; who asks it may have to wait until it can talk.
    await cluster.leave(100);
    ctrlers.splitOff(ctrlers.leader as SimNode);
    const change = background(cluster.leave(102));
    await cluster.elapse(1_500);
    ctrlers.heal();
    await change;
    await cluster.join(100);

    await cluster.leave(101);
    ctrlers.shutDown();
    await cluster.elapse(500);
    ctrlers.restart();
    await cluster.join(101, 102);
    await cluster.migrate();
    await load.stop();
    await cluster.readAll();
  },
});
