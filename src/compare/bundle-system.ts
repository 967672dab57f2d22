import { packagePath } from '../base/package-path.ts';
import { REALM_SCRIPT } from '../grading/submission/bundle.ts';
import type { Bundle } from '../harness/nodes/vm-host.ts';

/** The programs of a reference system, as one script. */
export async function bundleSystem(module: string): Promise<Bundle> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...REALM_SCRIPT,
    entryPoints: [packagePath('reference', 'systems', `${module}.ts`)],
    outfile: `${module}.js`,
    sourcemap: false,
    write: false,
  });
  return { code: outputFiles[0]?.text ?? '', fileName: `${module}.js` };
}
