import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { create } from 'tar';
import { ZipFile } from 'yazl';
import type { AutograderFile } from './autograder.ts';
import { writeFiles } from './write-files.ts';

/** When nothing in an archive was made: the same files give the same bytes. */
const NO_TIME = new Date(2022, 0, 1);

/** The files as a zip, at its root, in their order. */
export async function zip(files: readonly AutograderFile[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const { path, content, isExecutable } of files) {
    archive.addBuffer(content, path, { mode: isExecutable ? 0o100755 : 0o100644, mtime: NO_TIME });
  }
  archive.end();
  const chunks: Buffer[] = [];
  archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await finished(archive.outputStream as NodeJS.ReadableStream);
  return Buffer.concat(chunks);
}

/** The files as a tar archive, uncompressed. */
export async function tarball(files: readonly AutograderFile[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'labs-export-'));
  try {
    writeFiles(folder, files);
    const file = join(folder, 'archive.tar');
    await create(
      { cwd: folder, file, portable: true, mtime: NO_TIME },
      files.map(({ path }) => path),
    );
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
