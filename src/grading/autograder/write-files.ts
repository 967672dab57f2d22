import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AutograderFile } from './autograder.ts';

/** Writes files below a folder, which is made if need be. */
export function writeFiles(folder: string, files: readonly AutograderFile[]): void {
  for (const { path, content, isExecutable } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    chmodSync(target, isExecutable ? 0o755 : 0o644);
  }
}
