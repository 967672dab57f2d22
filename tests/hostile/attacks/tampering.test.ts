import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packagePath } from '../../../src/base/package-path.ts';
import { folderWith, labs } from '../../cli/labs.ts';
import { type Attack, type Attacks, folderOf, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

/** Another student's folder. */
const OTHER = folderWith({
  'raft.ts': 'export const makeRaft = () => { throw new Error("the other one’s code runs"); };',
  'secret.json': '{ "secret": 42 }',
  'node_modules/stolen/index.js': 'export const makeRaft = () => { throw new Error("the other one’s code runs"); };',
  'raft.map': '{ "version": 3, "sources": ["/etc/passwd"], "names": [], "mappings": "AAAA" }',
});

const imports = (statement: string): Attack => ({ top: statement });
const link = (target: string, name: string) => (folder: string) => symlinkSync(target, join(folder, name));
const pack = (manifest: object, code: string) => (folder: string) => {
  mkdirSync(join(folder, 'node_modules', 'odd'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', 'odd', 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'node_modules', 'odd', 'index.js'), code);
};

/** What a folder may hold to get at files that are not its own, or at whoever bundles it. */
const BUNDLES: Attacks = {
  'a package that shadows the SDK': {
    ...imports(`import { makeRaft as cheat } from 'labs/raft';`),
    make: 'return cheat(env);',
    prepare(folder) {
      mkdirSync(join(folder, 'node_modules', 'labs'), { recursive: true });
      writeFileSync(
        join(folder, 'node_modules', 'labs', 'package.json'),
        '{ "name": "labs", "exports": { "./raft": "./raft.js" } }',
      );
      writeFileSync(join(folder, 'node_modules', 'labs', 'raft.js'), 'export const makeRaft = () => 1;');
    },
  },
  'a glue of its own': { files: { 'labs-glue.js': 'export const programs = {};', 'labs-bundle.js': 'throw 1;' } },
  'an import of another folder': imports(`import '${OTHER}/raft.ts';`),
  'an import of another folder’s data': imports(`import '${OTHER}/secret.json';`),
  'an import of another folder’s packages': imports(`import '${OTHER}/node_modules/stolen/index.js';`),
  'an import of a URL of a file': imports(`import 'file://${OTHER}/raft.ts';`),
  'an import of a URL of data': imports(
    `import { x } from 'data:text/javascript,export const x = globalThis.process'; if (x) throw x;`,
  ),
  'a link to another folder': { ...imports(`import './other/raft.ts';`), prepare: link(OTHER, 'other') },
  'a link to another file': { ...imports(`import './other.ts';`), prepare: link(join(OTHER, 'raft.ts'), 'other.ts') },
  'a link for a module of its own': {
    prepare(folder) {
      spawnSync('rm', [join(folder, 'raft.ts')]);
      symlinkSync(join(OTHER, 'raft.ts'), join(folder, 'raft.ts'));
    },
  },
  'a link to a device': { ...imports(`import './zero.ts';`), prepare: link('/dev/zero', 'zero.ts') },
  'a pipe that nobody writes to': {
    ...imports(`import './pipe.ts';`),
    prepare: (folder) => spawnSync('mkfifo', [join(folder, 'pipe.ts')]),
  },
  'a pipe for a package.json': { prepare: (folder) => spawnSync('mkfifo', [join(folder, 'package.json')]) },
  'a source map on a device': {
    files: { 'more.ts': 'export {};\n//# sourceMappingURL=/dev/zero\n' },
    top: `import './more.ts';`,
  },
  'a source map that lies': {
    top: `//# sourceMappingURL=${OTHER}/raft.map`,
    make: `throw new Error('where?');`,
  },
  'a module of six megabytes': {
    ...imports(`import './huge.ts';`),
    files: { 'huge.ts': `export const x = '${'x'.repeat(6e6)}';` },
  },
  'aliases in tsconfig.json': {
    ...imports(`import 'alias';`),
    files: {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "alias": ["${OTHER}/raft.ts"] }, "baseUrl": "." }, "extends": "${OTHER}/tsconfig.json" }`,
    },
  },
  'imports in package.json': {
    ...imports(`import '#alias';`),
    files: {
      'package.json': `{ "imports": { "#alias": "${OTHER}/raft.ts" }, "sideEffects": false, "browser": { "./honest.ts": "${OTHER}/raft.ts" } }`,
    },
  },
  'a package whose main file is elsewhere': {
    ...imports(`import 'odd';`),
    prepare: pack({ name: 'odd', main: `../../../../../../../../..${OTHER}/raft.ts` }, ''),
  },
  'a package that imports by text': {
    ...imports(`import { go } from 'odd'; go('node:fs');`),
    prepare: pack({ name: 'odd', type: 'module', main: 'index.js' }, 'export const go = (x) => import(x);'),
  },
  'a package that requires by text': {
    ...imports(`import { go } from 'odd'; go('node:fs');`),
    prepare: pack({ name: 'odd', main: 'index.js' }, 'exports.go = (x) => require(x);'),
  },
  'a package that runs when it is installed': {
    ...imports(`import 'odd';`),
    prepare: pack(
      { name: 'odd', main: 'index.js', scripts: { preinstall: `touch ${OTHER}/installed`, postinstall: 'exit 1' } },
      '',
    ),
  },
  'native code': { ...imports(`import './native.node';`), files: { 'native.node': '\x7fELF' } },
  'a style sheet': { ...imports(`import './style.css';`), files: { 'style.css': `@import '${OTHER}/secret.json';` } },
  'code of the build': imports(
    `import text from './honest.ts' with { type: 'text' }; if (text.length > 0) throw new Error(typeof text);`,
  ),
  'an interpreter’s line and a byte order mark': {
    files: { 'more.ts': '\ufeff#!/usr/bin/env node\nexport {};' },
    top: `import './more.ts';`,
  },
  'text of another encoding': {
    prepare: (folder) => writeFileSync(join(folder, 'more.ts'), Buffer.from('\ufeffexport {};', 'utf16le')),
    top: `import './more.ts';`,
  },
  'top-level await': imports('await null;'),
  'the URL of the module': imports(`if (import.meta.url !== undefined) throw new Error('at ' + import.meta.url);`),
};

it(
  'what lies in a folder leads nowhere else, and keeps nobody',
  async () => {
    const verdicts = await verdictsOf(BUNDLES);
    // Where the project and the other folder lie differs.
    const told = JSON.parse(
      JSON.stringify(verdicts)
        .replaceAll(OTHER, 'OTHER')
        .replaceAll(/[./]*[^" ]*\/src\/sdk/g, 'SDK'),
    );
    expect(existsSync(join(OTHER, 'installed'))).toBe(false);
    expect(told).toMatchInlineSnapshot(`
      {
        "a glue of its own": "passed",
        "a link for a module of its own": "refused: ✘ [ERROR] 'DIR/raft.ts' lies outside the submission's folder [plugin labs-import-rules]",
        "a link to a device": "refused: zero.ts in the submission is neither a file nor a folder",
        "a link to another file": "refused: ✘ [ERROR] './other.ts' lies outside the submission's folder [plugin labs-import-rules]",
        "a link to another folder": "refused: ✘ [ERROR] './other/raft.ts' lies outside the submission's folder [plugin labs-import-rules]",
        "a module of six megabytes": "refused: ✘ [ERROR] huge.ts is 6000020 bytes long [plugin labs-source-files]",
        "a package that imports by text": "refused: ✘ [ERROR] This "import" expression will not be bundled because the argument is not a string literal [unsupported-dynamic-import]",
        "a package that requires by text": "refused: ✘ [ERROR] This call to "require" will not be bundled because the argument is not a string literal [unsupported-require-call]",
        "a package that runs when it is installed": "passed",
        "a package that shadows the SDK": "refused: ✘ [ERROR] No matching export in "SDK/raft.ts" for import "makeRaft"",
        "a package whose main file is elsewhere": "refused: ✘ [ERROR] 'odd' lies outside the submission's folder [plugin labs-import-rules]",
        "a pipe for a package.json": "refused: package.json in the submission is neither a file nor a folder",
        "a pipe that nobody writes to": "refused: pipe.ts in the submission is neither a file nor a folder",
        "a source map on a device": "passed",
        "a source map that lies": "crashed: no uncaught error: server 0 crashed: Error: where?",
        "a style sheet": "refused: ✘ [ERROR] style.css is not code [plugin labs-source-files]",
        "aliases in tsconfig.json": "refused: ✘ [ERROR] Could not resolve "alias" [plugin labs-import-rules]",
        "an import of a URL of a file": "refused: ✘ [ERROR] Could not resolve "file://OTHER/raft.ts" [plugin labs-import-rules]",
        "an import of a URL of data": "refused: ✘ [ERROR] 'data:text/javascript,export const x = globalThis.process' lies outside the submission's folder [plugin labs-import-rules]",
        "an import of another folder": "refused: ✘ [ERROR] 'OTHER/raft.ts' lies outside the submission's folder [plugin labs-import-rules]",
        "an import of another folder’s data": "refused: ✘ [ERROR] 'OTHER/secret.json' lies outside the submission's folder [plugin labs-import-rules]",
        "an import of another folder’s packages": "refused: ✘ [ERROR] 'OTHER/node_modules/stolen/index.js' lies outside the submission's folder [plugin labs-import-rules]",
        "an interpreter’s line and a byte order mark": "refused: ✘ [ERROR] Syntax error "!"",
        "code of the build": "refused: ✘ [ERROR] No matching export in "honest.ts with { type: 'text' }" for import "default"",
        "imports in package.json": "refused: ✘ [ERROR] Could not resolve "#alias" [plugin labs-import-rules]",
        "native code": "refused: ✘ [ERROR] native.node is not code [plugin labs-source-files]",
        "text of another encoding": "refused: ✘ [ERROR] Unexpected "�"",
        "the URL of the module": "passed",
        "top-level await": "refused: ✘ [ERROR] Top-level await is currently not supported with the "iife" output format",
      }
    `);
  },
  TABLE_MS_MAX,
);

it(
  'points, tests and limits are the course’s, whatever the submission’s folder says',
  async () => {
    const folder = folderOf({
      files: {
        'grading.config.json': JSON.stringify({
          version: 1,
          parts: { '2A': { points: 1000, tests: { '2A/initial-election': 1000 } } },
          limits: { memoryMb: 16_384, stepCpuMs: 600_000 },
        }),
        'grading.schema.json': '{}',
      },
    });
    const { stdout, exitCode } = await labs(
      ['test', '2A', '--test', 'initial', '--reporter', 'json', '--submission', folder, '--host', 'process'],
      { cwd: packagePath() },
    );
    const { summary } = JSON.parse(stdout);
    expect({ exitCode, points: summary.points, earned: summary.earned }).toEqual({ exitCode: 0, points: 2, earned: 2 });
  },
  TABLE_MS_MAX,
);
