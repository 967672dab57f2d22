import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** A small change of a submission's source, made while it is bundled: nothing on disk changes. */
export interface SourcePatch {
  /** Relative to the submission's folder. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** A patch that does not fit: the source has changed since it was written. */
export class PatchMismatch extends Error {
  override name = 'PatchMismatch';
}

/** @throws PatchMismatch */
export function applyPatches(source: string, file: string, patches: readonly SourcePatch[]): string {
  let text = source;
  for (const { find, replace } of patches.filter((patch) => patch.file === file)) {
    const occurrences = text.split(find).length - 1;
    if (occurrences !== 1) {
      throw new PatchMismatch(`${file} contains ${JSON.stringify(find)} ${occurrences} times, not once`);
    }
    text = text.replace(find, () => replace);
  }
  return text;
}

/** Lets the bundler see patched files of our own, which need no further care. */
export function patchedSources(root: string, patches: readonly SourcePatch[]): Plugin {
  const files = new Map(patches.map(({ file }) => [join(root, file), file]));
  return {
    name: 'labs-patched-sources',
    setup(build) {
      build.onLoad({ filter: /[.]ts$/, namespace: 'file' }, ({ path }) => {
        const file = files.get(path);
        if (file === undefined) return undefined;
        return { contents: applyPatches(readFileSync(path, 'utf8'), file, patches), loader: 'ts' };
      });
    },
  };
}
