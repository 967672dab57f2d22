import type { Stats } from 'node:fs';
import { basename } from 'node:path';

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

/** One line per kind. */
export const SOURCE_KINDS: readonly SourceKind[] = [folder];
