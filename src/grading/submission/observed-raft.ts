import { dirname } from 'node:path';
import type { OnLoadResult, PluginBuild } from 'esbuild';
import { packagePath } from '../../base/package-path.ts';

/** Namespace of the module that stands between a service and its Raft. Its path is the Raft module's. */
export const OBSERVED_RAFT = 'labs-observed-raft';

/** A module that exports what the Raft module at `path` does, but with its `makeRaft` observed. */
export async function observedRaft(path: string, build: PluginBuild): Promise<OnLoadResult> {
  const raft = JSON.stringify(path);
  const lines = [
    `import { observeRaft } from ${JSON.stringify(packagePath('src', 'sdk', 'programs', 'observe-raft.ts'))};`,
    `import * as raft from ${raft};`,
    `export * from ${raft};`,
    'export const makeRaft = observeRaft(raft.makeRaft);',
  ];
  // `export *` leaves the default export out.
  if (await hasDefaultExport(path, build)) {
    lines.push('export default raft.default === raft.makeRaft ? makeRaft : raft.default;');
  }
  return { contents: lines.join('\n'), resolveDir: dirname(path) };
}

async function hasDefaultExport(path: string, { esbuild }: PluginBuild): Promise<boolean> {
  try {
    const { metafile } = await esbuild.build({
      entryPoints: [path],
      write: false,
      metafile: true,
      format: 'esm',
      tsconfigRaw: '{}',
      logLevel: 'silent',
    });
    return Object.values(metafile.outputs).some((output) => output.exports.includes('default'));
  } catch {
    // It does not compile: the build that asked will say so.
    return false;
  }
}
