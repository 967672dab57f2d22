import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import type { ArchiveEntry, ArchiveReader } from './archive-entry.ts';

const BLOCK_BYTES = 512;
/** Headers, long names and padding of one entry need no more than this. */
const OVERHEAD_BYTES = 8 * BLOCK_BYTES;
const GZIP = [0x1f, 0x8b] as const;

/** A tar archive, compressed by gzip or not. */
export const readTar: ArchiveReader = async (path, receive, { totalBytes, files }) => {
  let received: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure ??= { error };
  };
  const parser = new Parser({
    strict: true,
    maxMetaEntrySize: OVERHEAD_BYTES,
    onReadEntry: (entry) => {
      received = received.then(() => (failure === undefined ? receive(asEntry(entry)) : undefined)).catch(fail);
      // Whatever has not been read, so that the next entry is reached.
      received = received.then(() => void entry.resume());
    },
  });
  parser.on('error', fail);
  let seenBytes = 0;
  for await (const chunk of await unpacked(path)) {
    seenBytes += chunk.length;
    if (seenBytes > totalBytes + (files + 1) * OVERHEAD_BYTES) throw new Error('it unpacks to more than is allowed');
    if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), once(parser, 'error').catch(fail)]);
    if (failure !== undefined) throw failure.error;
  }
  parser.end();
  await received;
  if (failure !== undefined) throw failure.error;
};

async function unpacked(path: string): Promise<AsyncIterable<Buffer>> {
  const [first, second] = await firstBytes(path);
  const file = createReadStream(path);
  if (first !== GZIP[0] || second !== GZIP[1]) return file;
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

async function firstBytes(path: string): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: 1 })) return chunk as Buffer;
  return Buffer.alloc(0);
}

function asEntry(entry: ReadEntry): ArchiveEntry {
  return { name: entry.path, kind: kindOf(entry.type), sizeBytes: entry.size, content: () => entry };
}

function kindOf(type: ReadEntry['type']): ArchiveEntry['kind'] {
  switch (type) {
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      return 'file';
    case 'Directory':
      return 'folder';
    case 'SymbolicLink':
    case 'Link':
      return 'link';
    default:
      return 'device';
  }
}
