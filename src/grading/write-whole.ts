import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file whole or not at all: whoever reads it, at whatever moment, finds the old text or the new one.
 *
 * @param mode who may read and write it, as the umask leaves it.
 * @throws what the file system does.
 */
export function writeWhole(path: string, text: string, mode = 0o666): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
