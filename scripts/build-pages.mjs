// Bundles the scripts and styles of the pages of a report, which are placed inside each page: dist/pages.
import { build } from 'esbuild';

const FOLDER = 'src/grading/pages/browser';

await build({
  entryPoints: [
    `${FOLDER}/class-page.ts`,
    `${FOLDER}/class-page.css`,
    `${FOLDER}/submission-page.ts`,
    `${FOLDER}/submission-page.css`,
    `${FOLDER}/failure-page.css`,
    `${FOLDER}/chart-page.ts`,
    `${FOLDER}/chart-page.css`,
  ],
  outdir: 'dist/pages',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022', 'chrome115', 'firefox115', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
});
