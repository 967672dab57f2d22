import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import type { OnResolveResult, Plugin } from 'esbuild';
import { packagePath } from '../../base/package-path.ts';
import type { BundleRequest } from './bundle.ts';
import { conventionalModule } from './locate.ts';
import { OBSERVED_RAFT, observedRaft } from './observed-raft.ts';

const SDK_MODULES = ['raft', 'kvraft', 'shardctrler', 'shardkv', 'mapreduce'];

/**
 * What a submission may import: its own files, the SDK (`labs/…`), and npm packages that need nothing from Node. Files
 * of its own are those inside its folder, wherever links lead.
 */
export function importRules(request: BundleRequest): Plugin {
  const { root } = request;
  const redirects = Object.values(request.replacements);
  const observedPath = request.entry.observesRaft ? realpathOf(raftPath(request)) : undefined;
  const allowedFolders = [root, packagePath('src', 'sdk'), ...redirects.map(({ to }) => dirname(to))].map(realpathOf);
  return {
    name: 'labs-import-rules',
    setup(build) {
      build.onResolve({ filter: /^labs(\/|$)/ }, ({ path }) => resolveSdk(path));

      build.onLoad({ filter: /.*/, namespace: OBSERVED_RAFT }, ({ path }) => observedRaft(path, build));

      build.onResolve(
        { filter: /.*/ },
        async ({ path, kind, importer, resolveDir, pluginData, namespace }): Promise<OnResolveResult | undefined> => {
          if (pluginData === 'labs') return undefined;
          if (namespace === OBSERVED_RAFT) return { path };
          if (kind === 'dynamic-import') {
            return refuse(
              `import() of '${path}' is not possible in a submission`,
              'use an import statement at the top of the file',
            );
          }
          if (path.startsWith('node:') || isBuiltin(path)) {
            return refuse(
              `'${path}' is part of Node, which a simulated server does not have`,
              'timers, Math.random, crypto, console, URL and TextEncoder are global; disk and network are what the lab hands you',
            );
          }
          const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'labs' });
          if (resolved.errors.length > 0 || resolved.path === '') return resolved;
          const redirect = redirects.find(({ from }) => resolved.path === from);
          const realPath = realpathOf(redirect?.to ?? resolved.path);
          if (realPath === observedPath) return { path: realPath, namespace: OBSERVED_RAFT };
          if (redirect !== undefined) return { path: redirect.to };
          const isOwn = allowedFolders.some((folder) => isInside(folder, realPath));
          // By its name, or from inside another one: not by a way that leads into anybody's `node_modules`.
          const isPackage = isInPackage(realPath) && (!isWay(path) || isInPackage(realpathOf(importer)));
          if (!isOwn && !isPackage) {
            return refuse(
              `'${path}' lies outside the submission's folder`,
              'a submission may import only its own files',
            );
          }
          return resolved;
        },
      );
    },
  };
}

/** The Raft below the lab's service, as far as it can be told. */
function raftPath({ root, replacements, raftPath }: BundleRequest): string {
  return replacements.raft?.to ?? raftPath ?? conventionalModule(root, 'raft') ?? '';
}

function resolveSdk(path: string): OnResolveResult {
  const name = path.slice('labs/'.length);
  if (SDK_MODULES.includes(name)) return { path: packagePath('src', 'sdk', `${name}.ts`) };
  return refuse(`there is no '${path}'`, `the SDK has ${SDK_MODULES.map((module) => `labs/${module}`).join(', ')}`);
}

function refuse(text: string, note: string): OnResolveResult {
  return { errors: [{ text, notes: [{ text: note }] }] };
}

function isInPackage(path: string): boolean {
  return path.split(sep).includes('node_modules');
}

/** Relative or absolute, not a package's name. */
function isWay(path: string): boolean {
  return path.startsWith('.') || isAbsolute(path);
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}

function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
