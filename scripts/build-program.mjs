// Bundles each program that Node starts into a few files in dist/program, with its own modules and those packages that
// every command loads: finding and reading hundreds of files takes longer than a short test. Other packages stay where
// they are installed.
import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const BUNDLED = ['chalk', 'leven', 'ora', 'porcupine-ts', 'zod'];

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync('dist/program', { recursive: true, force: true });

await build({
  entryPoints: [
    'dist/cli/main.js',
    'dist/grading/run/worker.js',
    'dist/grading/run/watchdog.js',
    'dist/grading/run-mapreduce/node-main.js',
    'dist/grading/run-mapreduce/parent-watch.js',
  ],
  outbase: 'dist',
  outdir: 'dist/program',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !BUNDLED.includes(name)),
  alias: { 'porcupine-ts': './packages/porcupine-ts/dist/index.js' },
  logLevel: 'warning',
});
