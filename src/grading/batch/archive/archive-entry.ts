/** One entry of an archive, before anything of it is believed. */
export interface ArchiveEntry {
  /** As the archive spells it. */
  name: string;
  kind: 'file' | 'folder' | 'link' | 'device';
  /** What the archive says; the content may be longer or shorter. */
  sizeBytes: number;
  /** To be read to its end before the next entry. */
  content(): AsyncIterable<Uint8Array>;
}

/**
 * Hands the entries of an archive to `receive`, one after the other, in the order of the archive.
 *
 * @throws whatever `receive` throws, and an Error for a file that is no archive of this form or is damaged.
 */
export type ArchiveReader = (
  path: string,
  receive: (entry: ArchiveEntry) => Promise<void>,
  limits: { totalBytes: number; files: number },
) => Promise<void>;
