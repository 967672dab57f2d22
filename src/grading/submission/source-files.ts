import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import type { Loader, OnLoadResult, Plugin } from 'esbuild';
import { LabsError } from '../../base/errors.ts';
import { applyPatches, type SourcePatch } from './source-patch.ts';

/** More of one module than anybody writes, bytes. */
const SOURCE_BYTES_MAX = 5_000_000;
/** More files than a submission and its packages have. */
const FILES_MAX = 200_000;

const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
  '.json': 'json',
  '.txt': 'text',
};

/** What a comment says about where a source map is: with it the bundler would read that file, wherever it is. */
const MAP_COMMENT = /([/][/*][#@][ \t]*sourceMappingURL)=/g;

/**
 * Reads the files of a submission for the bundler, with their patches: ordinary files of code or data, of a bounded size,
 * and no source maps but our own.
 */
export function sourceFiles(root: string, patches: readonly SourcePatch[]): Plugin {
  const patched = new Map(patches.map(({ file }) => [join(root, file), file]));
  return {
    name: 'labs-source-files',
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }): OnLoadResult => {
        const loader = LOADERS[extname(path)];
        if (loader === undefined) {
          return refuse(`${relative(root, path)} is not code`, `modules end in ${Object.keys(LOADERS).join(', ')}`);
        }
        const { size } = statSync(path);
        if (size > SOURCE_BYTES_MAX) {
          return refuse(
            `${relative(root, path)} is ${size} bytes long`,
            `a module of a submission has at most ${SOURCE_BYTES_MAX}`,
          );
        }
        const source = readFileSync(path, 'utf8').replace(MAP_COMMENT, '$1 ');
        const file = patched.get(path);
        return { contents: file === undefined ? source : applyPatches(source, file, patches), loader };
      });
    },
  };
}

function refuse(text: string, note: string): OnLoadResult {
  return { errors: [{ text, notes: [{ text: note }] }] };
}

/**
 * Checks that there is nothing in a submission's folder whose reading never ends: pipes, sockets, devices, or links to
 * them. The bundler opens more files than the modules, `package.json` for one.
 *
 * @throws LabsError at the first one.
 */
export function requireOrdinaryFiles(root: string): void {
  const folders = [root];
  let files = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (++files > FILES_MAX) {
        throw new LabsError('odd-file', `the submission has more than ${FILES_MAX} files`, {
          hint: 'remove what is not part of it',
        });
      }
      if (entry.isDirectory()) folders.push(path);
      else if (!isOrdinary(entry, path)) {
        throw new LabsError('odd-file', `${relative(root, path)} in the submission is neither a file nor a folder`, {
          hint: 'a submission holds ordinary files only: no pipes, sockets or devices, and no links to any',
        });
      }
    }
  }
}

function isOrdinary(entry: Dirent, path: string): boolean {
  if (entry.isFile()) return true;
  if (!entry.isSymbolicLink()) return false;
  try {
    const target = statSync(path);
    return target.isFile() || target.isDirectory();
  } catch {
    // It leads nowhere: whoever imports it will hear of it.
    return true;
  }
}
