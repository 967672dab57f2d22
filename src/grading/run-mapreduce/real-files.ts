import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileRequest } from '../../harness/storage/file-operation.ts';

/** The file operations of a worker, on real files in one folder. */
export async function performOnDisk(folder: string, { operation, first, second }: FileRequest): Promise<unknown> {
  const path = join(folder, first);
  switch (operation) {
    case 'read':
      return readFile(path, 'utf8').catch((error) => explain(error, `there is no file '${first}' to read`));
    case 'write':
      await writeFile(path, second);
      return null;
    case 'rename':
      await rename(path, join(folder, second)).catch((error) =>
        explain(error, `there is no file '${first}' to rename to '${second}'`),
      );
      return null;
    case 'remove':
      await rm(path, { force: true });
      return null;
    case 'list':
      return (await readdir(folder)).sort();
  }
}

/** What fails in the simulation fails with the same words here. */
function explain(error: NodeJS.ErrnoException, whenMissing: string): never {
  throw error.code === 'ENOENT' ? new Error(whenMissing) : error;
}
