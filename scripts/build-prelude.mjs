// Bundles the prelude, which is evaluated inside every node, into one script: dist/prelude.js.
import { build } from 'esbuild';

// Bound as local names: a context's global object is slow to look names up in, and a submission may change it.
const LOCAL_GLOBALS = ['Array', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'String', 'TypeError'];

await build({
  entryPoints: ['src/harness/nodes/prelude/main.ts'],
  outfile: 'dist/prelude.js',
  bundle: true,
  format: 'iife',
  globalName: 'labsPrelude',
  // Libraries must not look for Node's modules, which no node has.
  platform: 'browser',
  target: 'node20',
  banner: { js: `(function () { 'use strict'; const { ${LOCAL_GLOBALS.join(', ')} } = globalThis;` },
  footer: { js: 'return labsPrelude.createRealm(globalThis); })()' },
  logLevel: 'warning',
});
