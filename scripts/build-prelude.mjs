// Bundles the prelude, which is evaluated inside every node, into one script: dist/prelude.js.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/harness/nodes/prelude/main.ts'],
  outfile: 'dist/prelude.js',
  bundle: true,
  format: 'iife',
  globalName: 'labsPrelude',
  // Libraries must not look for Node's modules, which no node has.
  platform: 'browser',
  target: 'node20',
  banner: { js: '(function () {' },
  footer: { js: 'return labsPrelude.createRealm(globalThis); })()' },
  logLevel: 'warning',
});
