// Bundles the prelude, which is evaluated inside every node, into one script, dist/prelude.js; and all that runs in a
// jailed child process, where there are no other files, into another, dist/jailed-node.cjs.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

// Bound as local names: a submission may change the global ones.
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

/** The prelude as part of the script. */
const inlinePrelude = {
  name: 'inline-prelude',
  setup({ onLoad }) {
    onLoad({ filter: /[/]prelude-source[.]ts$/ }, async () => {
      const source = JSON.stringify(await readFile('dist/prelude.js', 'utf8'));
      return { contents: `export const preludeSource = () => ${source};` };
    });
  },
};

await build({
  entryPoints: ['src/harness/nodes/process/child-main.ts'],
  outfile: 'dist/jailed-node.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  plugins: [inlinePrelude],
  logLevel: 'warning',
});
