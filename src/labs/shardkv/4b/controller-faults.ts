import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { background } from '../../raft/background.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { shardProgress } from '../properties.ts';

const CLIENTS = 5;

export const controllerFaults = defineShardKvTest({
  id: '4B/controller-faults',
  title: 'groups change hands although the controller’s leader crashes or is cut off, and all of it restarts',
  property: shardProgress,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['controller’s leader crashed', 'controller’s leader cut off', 'controller restarted'],
  minimum: { operations: 100, faults: { crash: 4, restart: 4, partition: 2 } },
  async run({ cluster }) {
    const { ctrlers } = cluster;
    await cluster.join(100);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 30 }, appendToOwnKey);

    await cluster.join(101);
    const crashed = ctrlers.leader as SimNode;
    ctrlers.shutDown(crashed);
    await cluster.join(102);
    await cluster.elapse(500);
    ctrlers.restart(crashed);

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
