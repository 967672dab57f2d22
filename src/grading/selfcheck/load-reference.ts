import { packagePath } from '../../base/package-path.ts';

/** What a module below `reference` exports. It is source, in the package too: it is bundled before it is evaluated. */
export async function loadReference<Exports>(...path: string[]): Promise<Exports> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [packagePath('reference', ...path)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Exports;
}
