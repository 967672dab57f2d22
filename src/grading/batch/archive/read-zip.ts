import { crc32 } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import type { ArchiveEntry, ArchiveReader } from './archive-entry.ts';

/** Of the upper half of an entry's external attributes, where the archive was made on Unix. */
const FILE_TYPE_MASK = 0o170000;

export const readZip: ArchiveReader = async (path, receive) => {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Error(`'${entry.fileName}' is encrypted`);
      await receive({
        name: entry.fileName,
        kind: kindOf(entry),
        sizeBytes: entry.uncompressedSize,
        content: async function* () {
          let sum = 0;
          for await (const chunk of await zip.openReadStreamPromise(entry)) {
            sum = crc32(chunk as Buffer, sum);
            yield chunk as Buffer;
          }
          if (sum !== entry.crc32) throw new Error(`the content of '${entry.fileName}' is damaged`);
        },
      });
    }
  } finally {
    zip.close();
  }
};

function kindOf({ fileName, externalFileAttributes }: Entry): ArchiveEntry['kind'] {
  switch ((externalFileAttributes >>> 16) & FILE_TYPE_MASK) {
    case 0: // made elsewhere than on Unix
    case 0o100000:
      return fileName.endsWith('/') ? 'folder' : 'file';
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'link';
    default:
      return 'device';
  }
}
