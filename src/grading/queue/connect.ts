import { LabsError } from '../../base/errors.ts';

/** What the queue needs of its optional packages. */
export interface QueuePackages {
  bullmq: typeof import('bullmq');
  Redis: typeof import('ioredis').Redis;
}

const CONNECT_MS = 5_000;

/** @throws LabsError when they are not installed. */
export async function loadQueuePackages(): Promise<QueuePackages> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (cause) {
    throw new LabsError('no-queue', 'the packages of the queue are not installed', {
      hint: 'npm install bullmq ioredis; without a queue, --shard spreads the work as well',
      cause,
    });
  }
}

/**
 * A connection to Redis or Valkey that comes back by itself when it is lost.
 *
 * @throws LabsError when the address makes no sense or nobody answers there.
 */
export async function connect({ Redis }: QueuePackages, url: string): Promise<InstanceType<QueuePackages['Redis']>> {
  const shown = withoutPassword(url);
  const probe = new Redis(url, { lazyConnect: true, connectTimeout: CONNECT_MS, retryStrategy: () => null });
  // Told by `connect` as well.
  probe.on('error', () => {});
  try {
    await probe.connect();
    await probe.ping();
  } catch (cause) {
    throw new LabsError('no-redis', `no Redis answers at ${shown}: ${(cause as Error).message}`, {
      hint: 'is it running, and reachable from here? Expected an address as redis://HOST:6379, or rediss:// with TLS',
      cause,
    });
  } finally {
    probe.disconnect();
  }
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  let isLost = false;
  connection.on('error', (error) => {
    if (!isLost) console.error(`the connection to ${shown} is lost (${error.message}); trying again`);
    isLost = true;
  });
  connection.on('ready', () => {
    isLost = false;
  });
  return connection;
}

/** @throws LabsError for what is no address of a Redis. */
export function withoutPassword(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !['redis:', 'rediss:'].includes(address.protocol)) {
    throw new LabsError('bad-option', `'${url}' is no address of a Redis`, {
      hint: 'expected redis://HOST:6379, or rediss:// with TLS',
    });
  }
  if (address.password !== '') address.password = '…';
  return decodeURI(address.href);
}
