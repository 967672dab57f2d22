import * as esbuild from '/work/h-hostile/node_modules/esbuild/lib/main.js';

for (const supported of [{}, { 'dynamic-import': false }])
  try {
    const r = await esbuild.build({
      stdin: { contents: 'import "./raft.ts"; import {x} from "./raft.ts"; export {x}', resolveDir: '.' },
      absWorkingDir: process.cwd(),
      write: false,
      bundle: true,
      format: 'iife',
      globalName: 'bundle',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      logLevel: 'silent',
      supported,
      logOverride: {
        'unsupported-dynamic-import': 'error',
        'unsupported-require-call': 'error',
        'direct-eval': 'error',
      },
    });
    console.log(
      r.outputFiles[0].text
        .slice(0, 3000)
        .split('\n')
        .filter((l) => /import\(|require|eval/.test(l))
        .join('\n'),
    );
  } catch (e) {
    console.log('ERR', e.errors?.map((x) => x.text + x.id) ?? e);
  }
