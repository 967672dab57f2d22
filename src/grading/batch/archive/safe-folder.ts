import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveEntry } from './archive-entry.ts';

/** What an archive may hold. */
export interface ArchiveLimits {
  files: number;
  /** Of one file. */
  fileBytes: number;
  /** Of all files, unpacked. */
  totalBytes: number;
  /** Of a file's relative path, UTF-16 units. */
  pathChars: number;
  /** Nesting of folders. */
  depth: number;
  /** Folders of these names are left out wherever they are, and whatever is in them. */
  ignoredFolders: ReadonlySet<string>;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const WINDOWS_ONLY = /[\\:*?"<>|]/;

/** An entry that is refused, in words that follow its name. */
export class EntryRefused extends Error {
  override name = 'EntryRefused';
}

/** A folder that takes in the entries of an archive and lets none of them reach beyond it. */
export class SafeFolder {
  readonly #root: string;
  readonly #limits: ArchiveLimits;
  /** Path in one spelling → `file` or `folder`: some file systems tell neither case nor composed letters apart. */
  readonly #taken = new Map<string, 'file' | 'folder'>();
  #files = 0;
  #totalBytes = 0;

  constructor(root: string, limits: ArchiveLimits) {
    this.#root = root;
    this.#limits = limits;
  }

  /** @throws EntryRefused for an entry that is not a harmless file or folder. */
  async take(entry: ArchiveEntry): Promise<void> {
    const segments = this.#segmentsOf(entry.name);
    if (segments.some((segment) => this.#limits.ignoredFolders.has(segment))) return;
    if (entry.kind === 'link') throw new EntryRefused('is a link: hand in the file itself');
    if (entry.kind === 'device') throw new EntryRefused('is neither a file nor a folder');
    if (segments.length === 0) return;
    for (let depth = 1; depth < segments.length; depth++) this.#claim(segments.slice(0, depth), 'folder');
    this.#claim(segments, entry.kind);
    if (entry.kind === 'file') await this.#write(join(this.#root, ...segments), entry);
  }

  #segmentsOf(name: string): string[] {
    const { pathChars, depth } = this.#limits;
    if (name.length > pathChars)
      throw new EntryRefused(`has a name of ${name.length} characters, more than ${pathChars}`);
    if (CONTROL.test(name)) throw new EntryRefused('has a control character in its name');
    if (WINDOWS_ONLY.test(name)) throw new EntryRefused('has one of \\ : * ? " < > | in its name');
    if (name.startsWith('/')) throw new EntryRefused('has an absolute path');
    const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
    if (segments.includes('..')) throw new EntryRefused("leads out of the archive's own folder");
    if (segments.length > depth) throw new EntryRefused(`is nested more than ${depth} deep`);
    return segments;
  }

  #claim(segments: readonly string[], kind: 'file' | 'folder'): void {
    const key = segments.join('/').normalize('NFC').toLowerCase();
    const before = this.#taken.get(key);
    if (before === 'folder' && kind === 'folder') return;
    if (before !== undefined)
      throw new EntryRefused('has a name that another entry has too, or one that differs only by case');
    this.#taken.set(key, kind);
  }

  async #write(path: string, entry: ArchiveEntry): Promise<void> {
    const { files, fileBytes, totalBytes } = this.#limits;
    if (++this.#files > files) throw new EntryRefused(`is one file too many: at most ${files} are allowed`);
    if (entry.sizeBytes > fileBytes) throw new EntryRefused(`has ${entry.sizeBytes} bytes, more than ${fileBytes}`);
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', 0o644);
    try {
      let bytes = 0;
      for await (const chunk of entry.content()) {
        bytes += chunk.length;
        this.#totalBytes += chunk.length;
        if (bytes > fileBytes) throw new EntryRefused(`unpacks to more than ${fileBytes} bytes`);
        if (this.#totalBytes > totalBytes)
          throw new EntryRefused(`is beyond ${totalBytes} bytes, which all files together may have`);
        await file.write(chunk);
      }
    } finally {
      await file.close();
    }
  }
}
