import { HashPower } from '../../harness/machine/hash-power.ts';
import { SERVER } from '../../harness/machine/machine.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { System } from '../system.ts';

/** Honest peers, at the sites in turn. */
const PEERS = 5;
export const BLOCK_INTERVAL_MS = 600_000;
/** For high confidence (lecture 19: an hour). */
const CONFIRMATIONS = 6;
/** Of one peer. */
const HASHES_PER_MS = 1_000_000;
/** Times all honest peers together. */
const ATTACKER_POWER = 3;
const TILLS = ['till 0', 'till 1', 'till 2'];
const TREASURY = 10 ** 12;

const WORK_PER_BLOCK = BigInt(PEERS * HASHES_PER_MS * BLOCK_INTERVAL_MS);

/** Bitcoin's own rules, but for the first difficulty and that all coins belong to a bank at first. */
const CHAIN = {
  blockIntervalMs: BLOCK_INTERVAL_MS,
  retargetBlocks: 2_016,
  firstTarget: ((1n << 256n) / WORK_PER_BLOCK - 1n).toString(16).padStart(64, '0'),
  reward: 5_000_000_000,
  halvingBlocks: 210_000,
  maturityBlocks: 100,
  maxBlockBytes: 1_000_000,
  grants: TILLS.map((seed) => ({ seed, amount: TREASURY, memo: { register: 'treasury', value: '' } })),
};

export const bitcoin: System = {
  id: 'bitcoin',
  title: 'Bitcoin, six confirmations',
  // Of what has been confirmed. Peers hear of a block at different times: a read may be as old as the last block.
  claims: ['sequential-consistency'],
  tolerates: ['none', 'primary-crash', 'message-loss'],
  steps: ['read', 'write', 'add'],
  severalSteps: 'always',
  // A second elsewhere is a block interval here.
  timeScale: BLOCK_INTERVAL_MS / 1_000,
  programs: { module: 'bitcoin' },
  deploy(deployment, clients) {
    const { sites, world } = deployment;
    const power = new HashPower(world);
    world.observers.add(power);
    const first = deployment.nextId;
    const siteOf = (i: number) => sites[i % sites.length] as string;
    const add = (i: number, name: string, program: string) =>
      deployment.add({
        name,
        program,
        site: siteOf(i),
        machine: SERVER,
        options: { neighbours: neighboursOf(i).map((peer) => first + peer), chain: CHAIN, minerSeed: name },
      });
    const servers = Array.from({ length: PEERS }, (_, i) => add(i, `peer ${i}`, 'peer'));
    const attacker = add(PEERS, 'attacker', 'attacker');
    for (const peer of servers) power.setPower(peer, HASHES_PER_MS);
    return {
      servers,
      clients: Array.from({ length: clients }, (_, i) =>
        deployment.add({
          name: `wallet ${i}`,
          program: 'wallet',
          site: siteOf(i),
          options: {
            peers: [...servers.slice(i % PEERS), ...servers.slice(0, i % PEERS)].map(({ id }) => id),
            confirmations: CONFIRMATIONS,
            pollMs: BLOCK_INTERVAL_MS / 10,
            tillSeeds: TILLS,
          },
        }),
      ),
      perform: (client, request) => deployment.request(client, request),
      primary: () => servers[0] as SimNode,
      seizeHashPower() {
        power.setPower(attacker, ATTACKER_POWER * PEERS * HASHES_PER_MS);
        // It goes on until it has won, which it will.
        void world
          .call(attacker, 'attack', [{ seeds: TILLS, confirmations: CONFIRMATIONS + 1 }])
          .then(() => power.setPower(attacker, 0));
      },
      warmUpMs: 0,
    };
  },
};

/** A mesh: a ring of all peers and the attacker, and everybody knows the one across. */
function neighboursOf(peer: number): number[] {
  const nodes = PEERS + 1;
  return [1, nodes / 2, nodes - 1].map((step) => (peer + step) % nodes);
}
