import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Redis } from 'ioredis';
import { BYTES_MAX, digestOf, readSubmission, storeFiles } from '../batch/submission-files.ts';

const KEPT_S = 7 * 24 * 60 * 60;
/** Base64 and names on top of the content. */
const PACKED_BYTES_MAX = 2 * BYTES_MAX;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Code of submissions in Redis, by digest: put there by graders, fetched once by each worker that needs it. */
export class CodeStore {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async put(digest: string, folder: string): Promise<void> {
    if (await this.#redis.expire(keyOf(digest), KEPT_S)) return;
    const { files } = readSubmission(folder);
    const texts = Object.fromEntries([...files].map(([path, content]) => [path, content.toString('base64')]));
    await this.#redis.set(keyOf(digest), await pack(JSON.stringify(texts)), 'EX', KEPT_S);
  }

  /**
   * The folder with the code, below `folder`.
   *
   * @throws Error when the code is not there, or is not what its digest says.
   */
  async fetch(digest: string, folder: string): Promise<string> {
    const target = join(folder, digest);
    if (existsSync(target)) return target;
    const packed = await this.#redis.getBuffer(keyOf(digest));
    if (packed === null) throw new Error(`the code of ${digest} is no longer in Redis`);
    const text = await unpack(packed, { maxOutputLength: PACKED_BYTES_MAX });
    const texts = JSON.parse(text.toString()) as Record<string, string>;
    const files = new Map(Object.entries(texts).map(([path, base64]) => [path, Buffer.from(base64, 'base64')]));
    if (digestOf(files) !== digest) throw new Error(`the code in Redis is not that of ${digest}`);
    storeFiles(files, target);
    return target;
  }
}

function keyOf(digest: string): string {
  return `labs:code:${digest}`;
}
