import { packagePath } from '../../base/package-path.ts';
import type { Mutant } from './mutant.ts';

/** All planted bugs: `reference/mutants`, which is source, like the reference itself. */
export async function loadMutants(): Promise<readonly Mutant[]> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [packagePath('reference', 'mutants', 'index.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  const { MUTANTS } = (await import(`data:text/javascript;base64,${code}`)) as { MUTANTS: readonly Mutant[] };
  return MUTANTS;
}
