// Bundles each program that Node starts, with its own modules and porcupine-ts, into a few files in dist/program: reading
// hundreds of them takes longer than a short test. Packages of others stay where they are installed.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

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
  packages: 'external',
  alias: { 'porcupine-ts': './packages/porcupine-ts/dist/index.js' },
  logLevel: 'warning',
});
