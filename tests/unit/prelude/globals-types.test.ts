import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { bootNode } from './node-realm.ts';

const GLOBALS = fileURLToPath(new URL('../../../src/sdk/globals.d.ts', import.meta.url));

/** What a strict compiler without the DOM's types or Node's says about a program. */
function errorsIn(program: string): string[] {
  const options: ts.CompilerOptions = {
    lib: ['lib.es2023.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => (name === 'program.ts' ? program : readFile(name));
  host.fileExists = (name) => name === 'program.ts' || fileExists(name);
  host.getSourceFile = (name, languageVersion) => ts.createSourceFile(name, host.readFile(name) ?? '', languageVersion);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([GLOBALS, 'program.ts'], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('a program that uses every global type-checks without the types of Node or the DOM', () => {
  expect(
    errorsIn(`
      const id: number = setTimeout((text: string) => text.length, 5, 'x');
      clearTimeout(id); clearInterval(setInterval(() => {}, 1)); clearImmediate(setImmediate(() => {}));
      queueMicrotask(() => console.log(performance.now(), { a: 1 }));
      const copy: { log: Map<string, number> } = structuredClone({ log: new Map<string, number>() });
      const bytes: Uint8Array = new TextEncoder().encode(atob(btoa(String(copy.log.size))));
      const text: string = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
      const digest: Promise<ArrayBuffer> = crypto.subtle.digest('SHA-256', crypto.getRandomValues(new Uint8Array(4)));
      const controller = new AbortController();
      const signal: AbortSignal = AbortSignal.any([controller.signal, AbortSignal.timeout(50)]);
      signal.addEventListener('abort', (event) => console.error(event.type, signal.reason), { once: true });
      signal.onabort = function () { this.throwIfAborted(); };
      class Bus extends EventTarget {}
      new Bus().dispatchEvent(new CustomEvent('a', { detail: { term: 1 } }));
      const failure: Error = new DOMException('stop', { name: 'AbortError', cause: 1 });
      for (const [name, value] of new URL('/x?a=b', 'http://node-1:7000').searchParams) console.log(name + value);
      export { digest, failure, text };
    `),
  ).toEqual([]);
});

test('what a node does not have does not type-check', () => {
  expect(errorsIn('console.log(process, Buffer, fetch); export {};')).toMatchInlineSnapshot(`
    [
      "Cannot find name 'process'. Do you need to install type definitions for node? Try \`npm i --save-dev @types/node\` and then add 'node' to the types field in your tsconfig.",
      "Cannot find name 'Buffer'. Do you need to install type definitions for node? Try \`npm i --save-dev @types/node\` and then add 'node' to the types field in your tsconfig.",
      "Cannot find name 'fetch'.",
    ]
  `);
});

test('exactly the globals of a node are declared', () => {
  const source = ts.createSourceFile(GLOBALS, readFileSync(GLOBALS, 'utf8'), ts.ScriptTarget.ES2023);
  const declared = source.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement)) return [statement.name?.text];
    return ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name.getText(source))
      : [];
  });
  // The language's own library declares what every context has; `console` is V8's there, and ours here.
  const plain = vm.runInContext('Object.getOwnPropertyNames(globalThis)', vm.createContext()) as string[];
  const language = new Set([...plain].filter((name) => name !== 'console'));
  const names = bootNode().evaluate('Object.getOwnPropertyNames(globalThis)') as string[];
  expect([...declared].sort()).toEqual([...names].filter((name) => !language.has(name)).sort());
});
