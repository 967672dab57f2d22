import { mkdir, rename, rm } from 'node:fs/promises';
import { LabsError } from '../../../base/errors.ts';
import type { ArchiveReader } from './archive-entry.ts';
import { readTar } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { type ArchiveLimits, EntryRefused, SafeFolder } from './safe-folder.ts';

/** One line per form. */
const FORMS: readonly { endings: readonly string[]; read: ArchiveReader }[] = [
  { endings: ['.tar', '.tar.gz', '.tgz'], read: readTar },
  { endings: ['.zip'], read: readZip },
];

/** The ending of an archive's name that we can open, in lower case; undefined for any other file. */
export function archiveEnding(path: string): string | undefined {
  return FORMS.flatMap(({ endings }) => endings).find((ending) => path.toLowerCase().endsWith(ending));
}

/**
 * Unpacks a tar, tar.gz or zip archive that anybody may have made into `destination`, which must not exist yet: it is
 * there completely afterwards, or not at all. Only files and folders are made, only below `destination`, without the
 * archive's owners, permissions and times. Archives inside are files like any other.
 *
 * @throws LabsError that names the entry and what is wrong with it.
 */
export async function extractArchive(path: string, destination: string, limits: ArchiveLimits): Promise<void> {
  const ending = archiveEnding(path);
  const form = FORMS.find(({ endings }) => ending !== undefined && endings.includes(ending));
  if (form === undefined) {
    throw new LabsError('bad-archive', `${path} is no archive that can be opened`, {
      hint: `expected a name that ends in ${FORMS.flatMap(({ endings }) => endings).join(', ')}`,
    });
  }
  const partial = `${destination}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const folder = new SafeFolder(partial, limits);
    let name = '';
    await form
      .read(
        path,
        (entry) => {
          name = entry.name;
          return folder.take(entry);
        },
        limits,
      )
      .catch((error: unknown) => {
        throw refused(path, name, error);
      });
    await rename(partial, destination);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function refused(path: string, entry: string, error: unknown): LabsError {
  if (error instanceof EntryRefused) {
    return new LabsError('bad-archive', `${path}: the entry ${JSON.stringify(shorten(entry))} ${error.message}`, {
      hint: 'hand in an archive of plain source files, without node_modules',
      cause: error,
    });
  }
  return new LabsError('bad-archive', `${path} cannot be unpacked: ${error instanceof Error ? error.message : error}`, {
    hint: 'it may be damaged, incomplete, or of another form than its name says: make it anew',
    cause: error,
  });
}

function shorten(name: string): string {
  return name.length <= 120 ? name : `${name.slice(0, 120)}…`;
}
