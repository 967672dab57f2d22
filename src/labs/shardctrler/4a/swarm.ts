import { background } from '../../background.ts';
import { PropertyViolated } from '../../failure.ts';
import { requireMinimum } from '../../require-minimum.ts';
import { Swarm } from '../../swarm.ts';
import { changeConcurrently } from '../change-concurrently.ts';
import type { CtrlerCluster } from '../cluster.ts';
import { ConfigHistory } from '../config-history.ts';
import { configText } from '../config-rules.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce, freshQueries } from '../properties.ts';

const CLERKS = 3;
const CHANGES = 15;
const ROUNDS = 3;
const STEPS = 6;
const PEACE_MS = 1_000;

export const swarm = defineShardCtrlerTest({
  id: '4A/swarm',
  title: 'a mix of faults that the seed chooses, while clerks change and read configurations',
  property: exactlyOnce,
  isExtra: true,
  faults: ['five kinds of disturbances, two at a time, in turn'],
  minimum: { configs: CLERKS * (2 * CHANGES - 1) },
  async run({ cluster, admin }) {
    const { world, faults, group } = cluster;
    const target = { world, faults, random: world.stream('swarm'), servers: group.servers, leader: () => group.leader };
    const disturbances = new Swarm(target);
    const reader = new Reader(cluster);
    const changes = background(changeConcurrently(cluster, { clerks: CLERKS, rounds: CHANGES, pauseMs: 100 }));
    const reads = background(reader.run());
    for (let round = 0; round < ROUNDS; round++) {
      await disturbances.run({ steps: STEPS, everyMs: [150, 600] });
      await cluster.elapse(PEACE_MS);
    }
    const outcome = await changes;
    reader.stop();
    await reads;
    await admin.review(outcome.changes, outcome.staying);
    for (const config of admin.history) reader.history.observe(config, 'the administrator');
    requireMinimum([
      ...disturbances.minimums(ROUNDS * STEPS),
      { what: 'queries meanwhile', least: 20, count: reader.queries },
    ]);
  },
});

/** Asks for the latest configuration and for earlier ones, again and again. */
class Reader {
  readonly history: ConfigHistory;
  queries = 0;
  readonly #cluster: CtrlerCluster;
  #isStopped = false;

  constructor(cluster: CtrlerCluster) {
    this.#cluster = cluster;
    this.history = new ConfigHistory(() => cluster.world.nowMs);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async run(): Promise<void> {
    const clerk = this.#cluster.newClerk();
    const { random } = this.#cluster;
    let latest = 0;
    while (!this.#isStopped) {
      const num = random.chance(0.5) ? -1 : random.int(0, latest);
      const config = await clerk.query(num);
      this.queries++;
      this.history.observe(config, clerk.node.spec.name);
      if (num === -1 && config.num < latest) {
        throw new PropertyViolated(freshQueries, {
          message: 'the latest configuration is an earlier one than before',
          expected: `configuration ${latest} or a later one`,
          actual: configText(config),
        });
      }
      latest = Math.max(latest, config.num);
      await this.#cluster.elapse(random.between(20, 80));
    }
  }
}
