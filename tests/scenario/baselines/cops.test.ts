import { expect, test } from 'vitest';
import { shardOf } from '../../../reference/systems/shard-of.ts';
import type { System } from '../../../src/compare/system.ts';
import { copsGt, eventual } from '../../../src/compare/systems/cops.ts';
import { onStage, type Stage } from './stage.ts';

const serverOf = ({ world, deployment }: Stage, site: string, shard: number) =>
  world.nodes.find((node) => deployment.siteOf(node) === site && node.spec.name.endsWith(`shard ${shard}`))
    ?.id as number;

/** What goes from us-east to eu for one shard takes a second longer. */
function slowShard(stage: Stage, shard: number): void {
  const change = { latencyMs: [1_000, 1_000] } as const;
  stage.world.network.updateLink(serverOf(stage, 'us-east', shard), serverOf(stage, 'eu', shard), change);
}

// In different shards, or there would be nothing to see.
const [PHOTO, LIST] = ['photo', 'album'];
const PHOTO_SHARD = shardOf(PHOTO, 2);

/** Lecture 17: C1 uploads a photo and adds it to the list; C2 reads the list, then the photo, until it sees the list. */
async function photoExample(system: System) {
  return onStage(system, async (stage) => {
    slowShard(stage, PHOTO_SHARD);
    const [c1, c2] = [stage.clientAt('us-east'), stage.clientAt('eu')];
    await stage.write(c1, PHOTO, 'a photo');
    await stage.write(c1, LIST, 'photo');
    const putMs = stage.world.nowMs;
    let list: string | null = null;
    while (list === null) {
      await stage.world.sleep(1);
      list = (await stage.read(c2, LIST))[LIST] as string | null;
    }
    return { photo: (await stage.read(c2, PHOTO))[PHOTO], afterMs: Math.round(stage.world.nowMs - putMs), putMs };
  });
}

test('lecture 17, photo and list: who sees the list sees the photo', async () => {
  const { photo, afterMs, putMs } = await photoExample(copsGt);
  expect(photo).toBe('a photo');
  // The list waited for the photo; the puts did not wait for anybody far away.
  expect(afterMs).toBeGreaterThan(990);
  expect(putMs).toBeLessThan(3);
});

test('lecture 17, photo and list: eventual consistency shows a list with a photo that is not there', async () => {
  const { photo, afterMs } = await photoExample(eventual);
  expect(photo).toBeNull();
  expect(afterMs).toBeLessThan(60);
});

test('lecture 17, three clients: what a client has read comes before what it writes then', async () => {
  const see = (system: System) =>
    onStage(system, async (stage) => {
      // x is slow from us-east to eu; y takes the way over us-west.
      slowShard(stage, PHOTO_SHARD);
      const [c1, c2, c3] = ['us-east', 'us-west', 'eu'].map((site) => stage.clientAt(site));
      await stage.write(c1!, PHOTO, '2');
      await stage.world.sleep(100);
      const { [PHOTO]: t } = await stage.read(c2!, PHOTO);
      await stage.write(c2!, LIST, t as string);
      for (;;) {
        await stage.world.sleep(1);
        const y = (await stage.read(c3!, LIST))[LIST];
        if (y !== null) return { y, x: (await stage.read(c3!, PHOTO))[PHOTO] };
      }
    });
  expect(await see(copsGt)).toEqual({ y: '2', x: '2' });
  expect(await see(eventual)).toEqual({ y: '2', x: null });
});

test('lecture 17, photo list and ACL: get_trans reads both as of one point', async () => {
  const ACL = 'acl';
  expect(shardOf(ACL, 2)).not.toBe(shardOf(LIST, 2));
  const outcome = await onStage(
    copsGt,
    async (stage) => {
      const [reader, owner] = [stage.clientAt('us-east'), stage.clientAt('us-east')];
      const other = stage.system.clients.find((node) => node !== reader && stage.deployment.siteOf(node) === 'us-east');
      await stage.write(owner, ACL, 'everybody');
      await stage.write(owner, LIST, 'harmless');
      await stage.world.sleep(6_000);
      // The reader's request for the list is late: both puts are done before it arrives.
      const latencyMs = [50, 50] as const;
      stage.world.network.updateLink(reader.id, serverOf(stage, 'us-east', shardOf(LIST, 2)), { latencyMs });
      const reading = stage.read(reader, ACL, LIST);
      await stage.world.sleep(5);
      await stage.write(other as never, ACL, 'friends');
      await stage.write(other as never, LIST, 'harmless, sensitive');
      return reading;
    },
    { clients: 6 },
  );
  expect(outcome).toEqual({ acl: 'friends', album: 'harmless, sensitive' });
});

test('a put that is sent again is the same put', async () => {
  const versions = await onStage(copsGt, async (stage) => {
    const client = stage.clientAt('us-east');
    stage.world.network.isReliable = false;
    for (let i = 0; i < 100; i++) await stage.write(client, `key ${i % 7}`, `value ${i}`);
    stage.world.network.isReliable = true;
    await stage.world.sleep(2_000);
    const sizes = await Promise.all(stage.system.servers.map((server) => stage.world.call(server, 'sizes', [])));
    return sizes.map((text) => JSON.parse(text as string).versions).reduce((sum: number, one: number) => sum + one, 0);
  });
  // Each of the three data centres keeps each version once, for five seconds.
  expect(versions).toBeLessThanOrEqual(300);
  expect(versions).toBeGreaterThanOrEqual(21);
});

test('old versions and dependencies go when nobody can ask for them any more', async () => {
  const sizes = await onStage(copsGt, async (stage) => {
    const clients = ['us-east', 'us-west', 'eu'].map((site) => stage.clientAt(site));
    for (let i = 0; i < 300; i++) {
      const client = clients[i % 3] as never;
      await stage.read(client, `key ${(i * 7) % 10}`);
      await stage.write(client, `key ${i % 10}`, `value ${i}`);
      await stage.world.sleep(20);
    }
    await stage.world.sleep(11_000);
    const texts = await Promise.all(stage.system.servers.map((server) => stage.world.call(server, 'sizes', [])));
    return texts.map((text) => JSON.parse(text as string) as { versions: number; dependencies: number });
  });
  const total = (what: 'versions' | 'dependencies') => sizes.reduce((sum, each) => sum + each[what], 0);
  expect(total('versions')).toBe(30);
  expect(total('dependencies')).toBe(0);
});

test('data centres converge when writes end', async () => {
  const seen = await onStage(copsGt, async (stage) => {
    const clients = ['us-east', 'us-west', 'eu'].map((site) => stage.clientAt(site));
    await Promise.all(
      clients.flatMap((client, c) => [1, 2, 3].map((i) => stage.write(client, 'contended', `${c}-${i}`))),
    );
    await stage.world.sleep(1_000);
    return Promise.all(clients.map((client) => stage.read(client, 'contended')));
  });
  expect(new Set(seen.map(({ contended }) => contended)).size).toBe(1);
});
