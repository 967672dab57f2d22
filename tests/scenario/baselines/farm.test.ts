import { expect, test } from 'vitest';
import type { Evidence, Vote } from '../../../reference/systems/farm/messages.ts';
import { decide } from '../../../reference/systems/farm/recovery.ts';
import { farm } from '../../../src/compare/systems/farm.ts';
import { rack } from '../../../src/compare/topologies/rack.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import type { Outcome, Step } from '../../../src/sdk/baseline.ts';
import { onStage, type Stage } from './stage.ts';

const topology = rack;
const increment = (key: string): Step => ({ op: 'add', key, amount: 1 });
const numbers = (outcome: Outcome) =>
  outcome.status === 'done'
    ? outcome.accesses.map(({ op, value }) => `${op} ${Number.parseInt(value ?? '0', 10)}`)
    : outcome;

test('a transaction over two regions takes some tens of microseconds, one that only reads about half of it', async () => {
  const result = await onStage(
    farm,
    async (stage) => {
      const [client] = stage.system.clients as [SimNode];
      await stage.request(client, increment('x'), increment('y'));
      const startMs = stage.world.nowMs;
      const outcome = await stage.request(client, increment('x'), increment('y'));
      const tookUs = (stage.world.nowMs - startMs) * 1_000;
      const readStartMs = stage.world.nowMs;
      await stage.read(client, 'x', 'y');
      return { outcome: numbers(outcome), tookUs, readUs: (stage.world.nowMs - readStartMs) * 1_000 };
    },
    { topology, clients: 1 },
  );
  expect(result.outcome).toEqual(['read 1', 'write 2', 'read 1', 'write 2']);
  expect(result.tookUs).toBeGreaterThan(20);
  expect(result.tookUs).toBeLessThan(100);
  expect(result.readUs).toBeLessThan(result.tookUs * 0.7);
});

/** A transaction that a test moves forward step by step. */
class Hand {
  readonly #stage: Stage;
  readonly #client: SimNode;

  constructor(stage: Stage, client: number) {
    this.#stage = stage;
    this.#client = stage.system.clients[client] as SimNode;
  }

  async #call(method: string, ...args: unknown[]): Promise<unknown> {
    return JSON.parse((await this.#stage.world.call(this.#client, method, [1, ...args])) as string);
  }

  async read(key: string): Promise<number> {
    return Number((await this.#call('txRead', key)) ?? 0);
  }

  async write(key: string, value: number): Promise<void> {
    await this.#call('txWrite', key, String(value));
  }

  async increment(key: string): Promise<void> {
    await this.write(key, (await this.read(key)) + 1);
  }

  async commit(): Promise<boolean> {
    return (await this.#call('txCommit')) as boolean;
  }
}

const twoHands = <T>(script: (t1: Hand, t2: Hand, stage: Stage) => Promise<T>) =>
  onStage(farm, (stage) => script(new Hand(stage, 0), new Hand(stage, 1), stage), { topology, clients: 3 });

/** What somebody else reads afterwards. */
async function afterwards(stage: Stage, ...keys: string[]): Promise<(number | null)[]> {
  const seen = await stage.read(stage.system.clients[2] as SimNode, ...keys);
  return keys.map((key) => (seen[key] === null ? null : Number(seen[key])));
}

test('lecture 14, T1 and T2 increment x exactly in step: at most one of them commits', async () => {
  const { committed, x } = await twoHands(async (t1, t2, stage) => {
    await Promise.all([t1.increment('x'), t2.increment('x')]);
    const both = await Promise.all([t1.commit(), t2.commit()]);
    return { committed: both.filter(Boolean).length, x: await afterwards(stage, 'x') };
  });
  expect(committed).toBe(1);
  expect(x).toEqual([1]);
});

test('lecture 14, T1 runs between T2’s read and its lock: T2 aborts', async () => {
  const result = await twoHands(async (t1, t2, stage) => {
    await t2.increment('x');
    await t1.increment('x');
    return { t1: await t1.commit(), t2: await t2.commit(), x: await afterwards(stage, 'x') };
  });
  expect(result).toEqual({ t1: true, t2: false, x: [1] });
});

test('lecture 14, T2 after T1: both commit', async () => {
  const result = await twoHands(async (t1, t2, stage) => {
    await t1.increment('x');
    const first = await t1.commit();
    await t2.increment('x');
    return { t1: first, t2: await t2.commit(), x: await afterwards(stage, 'x') };
  });
  expect(result).toEqual({ t1: true, t2: true, x: [2] });
});

test('lecture 14, VALIDATE: never x = 1 and y = 1', async () => {
  const outcomes = await Promise.all(
    [0, 1, 2, 4, 8, 12, 16, 24].map((laterUs) =>
      twoHands(async (t1, t2, stage) => {
        const set = async (hand: Hand, read: string, write: string, delayMs: number) => {
          if ((await hand.read(read)) === 0) await hand.write(write, 1);
          await stage.world.sleep(delayMs);
          return hand.commit();
        };
        const commits = await Promise.all([set(t1, 'x', 'y', 0.05), set(t2, 'y', 'x', 0.05 + laterUs / 1_000)]);
        return { commits, values: await afterwards(stage, 'x', 'y') };
      }),
    ),
  );
  for (const { commits, values } of outcomes) {
    expect(values).not.toEqual([1, 1]);
    expect(values).toEqual([commits[1] ? 1 : null, commits[0] ? 1 : null]);
  }
  // Close together both abort; far enough apart the first one commits.
  expect(outcomes[0]?.commits).toEqual([false, false]);
  expect(outcomes.at(-1)?.commits).toEqual([true, false]);
});

/** A transfer's fate when nodes crash so long after its commit began. */
function interrupted(crashes: (stage: Stage) => SimNode[], afterUs: number) {
  return onStage(
    farm,
    async (stage) => {
      const [client, , reader] = stage.system.clients as [SimNode, SimNode, SimNode];
      await stage.request(client, increment('x'), increment('y'));
      const transfer = stage.world.call(client, 'request', [
        { id: 'transfer', steps: [increment('x'), increment('y')] },
      ]);
      await stage.world.sleep(afterUs / 1_000);
      for (const node of crashes(stage)) stage.world.stop(node);
      const outcome = await Promise.race([transfer, stage.world.sleep(500).then(() => 'unknown')]);
      await stage.world.sleep(100);
      const seen = await stage.read(reader, 'x', 'y');
      return {
        outcome: outcome ?? 'unknown',
        x: Number.parseInt(seen.x ?? '0', 10),
        y: Number.parseInt(seen.y ?? '0', 10),
      };
    },
    { topology, clients: 3 },
  );
}

const coordinator = ({ system }: Stage) => system.clients[0] as SimNode;
const machines = ({ system }: Stage) => system.servers;
const CRASHES: Record<string, (stage: Stage) => SimNode[]> = {
  'the coordinator': (stage) => [coordinator(stage)],
  'a machine with primaries and backups': (stage) => [machines(stage)[0] as SimNode],
  'two machines, of three replicas each': (stage) => machines(stage).slice(0, 2) as SimNode[],
  'the coordinator and two machines': (stage) => [coordinator(stage), ...machines(stage).slice(2, 4)],
  'the coordinator and two other machines': (stage) => [coordinator(stage), ...machines(stage).slice(4, 6)],
};

for (const [name, crashes] of Object.entries(CRASHES)) {
  test(`whenever during a commit ${name} crash, all of it happens or nothing, and what was told stays true`, async () => {
    const fates = new Set<string>();
    for (let afterUs = 0; afterUs <= 60; afterUs += 4) {
      const { outcome, x, y } = await interrupted(crashes, afterUs);
      expect({ afterUs, x }).toEqual({ afterUs, x: y });
      if (outcome.includes('done')) expect({ afterUs, x }).toEqual({ afterUs, x: 2 });
      if (outcome.includes('aborted')) expect({ afterUs, x }).toEqual({ afterUs, x: 1 });
      fates.add(String(x));
    }
    // Early crashes undo it, late ones do not: the recovery has really decided.
    expect([...fates].sort()).toContain('2');
  });
}

test('recovery: what the logs say decides (paper, section 5.3)', () => {
  const fate = (...votes: [region: number, vote: Vote][]) => {
    const evidence = votes.map(
      ([region, vote]): Evidence => ({ tx: '1.0', regions: [0, 1], region, vote, writes: [] }),
    );
    return decide(evidence).get('1.0') ? 'commit' : 'abort';
  };
  expect({
    'locked everywhere, and no decision': fate([0, 'lock'], [1, 'lock']),
    'a backup has it, the other region is locked': fate([0, 'commit-backup'], [1, 'lock']),
    'a backup has it, the other region knows nothing': fate([0, 'commit-backup']),
    'a primary was told to commit, the other region knows nothing': fate([0, 'commit-primary']),
    'a lock was refused': fate([0, 'lock'], [1, 'abort']),
    'one region has forgotten it': fate([0, 'lock'], [1, 'truncated']),
    'the stronger evidence of two replicas counts': fate([0, 'lock'], [0, 'commit-backup'], [1, 'commit-backup']),
  }).toMatchInlineSnapshot(`
    {
      "a backup has it, the other region is locked": "commit",
      "a backup has it, the other region knows nothing": "abort",
      "a lock was refused": "abort",
      "a primary was told to commit, the other region knows nothing": "commit",
      "locked everywhere, and no decision": "abort",
      "one region has forgotten it": "commit",
      "the stronger evidence of two replicas counts": "commit",
    }
  `);
});
