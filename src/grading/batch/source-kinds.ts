import type { Stats } from 'node:fs';
import { basename } from 'node:path';
import { archiveEnding, extractArchive } from './archive/extract-archive.ts';
import { BYTES_MAX, DEPTH_MAX, FILES_MAX, IGNORED_FOLDERS } from './submission-files.ts';

/** A form in which a submission is handed in. */
export interface SourceKind {
  fits(path: string, stats: Stats): boolean;
  /** The submission's name, from that of its file. */
  nameOf(path: string): string;
  /**
   * A folder with its files.
   *
   * @param scratch a folder that does not exist yet, for what has to be unpacked.
   * @throws LabsError when it cannot be opened.
   */
  open(path: string, scratch: string): Promise<string>;
}

const folder: SourceKind = {
  fits: (_, stats) => stats.isDirectory(),
  nameOf: (path) => basename(path),
  open: (path) => Promise.resolve(path),
};

const PATH_CHARS_MAX = 400;

const archive: SourceKind = {
  fits: (path, stats) => stats.isFile() && archiveEnding(path) !== undefined,
  nameOf: (path) => basename(path).slice(0, -(archiveEnding(path) ?? '').length),
  async open(path, scratch) {
    await extractArchive(path, scratch, {
      files: FILES_MAX,
      fileBytes: BYTES_MAX,
      totalBytes: BYTES_MAX,
      pathChars: PATH_CHARS_MAX,
      depth: DEPTH_MAX,
      ignoredFolders: IGNORED_FOLDERS,
    });
    return scratch;
  },
};

/** One line per kind. */
export const SOURCE_KINDS: readonly SourceKind[] = [folder, archive];
