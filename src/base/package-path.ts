import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from './assert.ts';

let root: string | undefined;

/** A path below the installed package's folder, whether the code runs from `src` or from `dist`. */
export function packagePath(...parts: string[]): string {
  if (root === undefined) {
    let folder = dirname(fileURLToPath(import.meta.url));
    while (!existsSync(join(folder, 'package.json'))) {
      assert(dirname(folder) !== folder, 'no package.json above the code');
      folder = dirname(folder);
    }
    root = folder;
  }
  return join(root, ...parts);
}
