// Bundles the scripts and styles of the pages of a report, which are placed inside each page: dist/pages.
import { build } from 'esbuild';

const PAGES = ['chart-page'];

await build({
  entryPoints: PAGES.flatMap((name) => [
    `src/grading/pages/browser/${name}.ts`,
    `src/grading/pages/browser/${name}.css`,
  ]),
  outdir: 'dist/pages',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022', 'chrome115', 'firefox115', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
});
