import { packagePath } from '../base/package-path.ts';
import { REALM_SCRIPT } from '../grading/submission/bundle.ts';
import { patchedSources, type SourcePatch } from '../grading/submission/source-patch.ts';
import type { Bundle } from '../harness/nodes/vm-host.ts';

/** The programs of a reference system, as one script; patches are relative to `reference/systems`. */
export async function bundleSystem(module: string, patches: readonly SourcePatch[] = []): Promise<Bundle> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...REALM_SCRIPT,
    entryPoints: [packagePath('reference', 'systems', `${module}.ts`)],
    outfile: `${module}.js`,
    sourcemap: false,
    write: false,
    plugins: [patchedSources(packagePath('reference', 'systems'), patches)],
  });
  return { code: outputFiles[0]?.text ?? '', fileName: `${module}.js` };
}
