import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import type { BuildFailure, BuildOptions, BuildResult, Message } from 'esbuild';
import { LabsError } from '../../base/errors.ts';
import { packagePath } from '../../base/package-path.ts';
import type { LabEntry } from '../../labs/lab-entry.ts';
import { importRules } from './import-rules.ts';
import { locateEntry } from './locate.ts';
import { OBSERVED_RAFT } from './observed-raft.ts';
import { requireOrdinaryFiles, sourceFiles } from './source-files.ts';
import { BUNDLE_NAME } from './source-map.ts';
import type { SourcePatch } from './source-patch.ts';

/** A submission's module for one lab, as one script. */
export interface BuiltBundle {
  /** A script whose value is a function that returns the record of programs. */
  code: string;
  /** Source map of `code`, JSON; its sources are absolute paths. */
  map: string;
  /** Every file that went into it, absolute. */
  inputs: string[];
}

export interface BundleRequest {
  entry: LabEntry;
  /** The module of the submission. */
  entryPath: string;
  /** The submission's folder: relative imports must stay inside. */
  root: string;
  /** A module to take instead of the submission's own of the same lab, by lab name (`--with raft=…`). */
  replacements: Readonly<Record<string, ModuleReplacement>>;
  /** The submission's Raft, for a lab that builds on it; absent: at one of the usual places, if anywhere. */
  raftPath?: string | undefined;
  /** Changes of its source files; absent: none. */
  patches?: readonly SourcePatch[];
  /** Modules of the entry's companions, by lab name; the others are at one of the usual places. */
  companionPaths?: Readonly<Record<string, string>>;
}

export interface ModuleReplacement {
  /** The module of the submission that is replaced. */
  from: string;
  /** The module that is used instead. */
  to: string;
}

/** How esbuild makes one script for a node's realm: its value is a function that returns what the entry exports. */
export const REALM_SCRIPT = {
  write: false,
  bundle: true,
  format: 'iife',
  globalName: 'bundle',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['import', 'module'],
  target: 'es2023',
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  keepNames: false,
  legalComments: 'none',
  tsconfigRaw: '{"compilerOptions":{"useDefineForClassFields":true}}',
  logLevel: 'silent',
  logLimit: 10,
  logOverride: {
    'unsupported-dynamic-import': 'error',
    'unsupported-require-call': 'error',
    'direct-eval': 'error',
  },
  banner: { js: '(function () {' },
  footer: { js: 'return bundle; })' },
} as const satisfies BuildOptions;

/**
 * Bundles a lab's module with the SDK and the lab's glue.
 *
 * @throws LabsError with file, line and excerpt when the code does not compile, imports what it may not, or does not
 * export what the lab needs.
 */
export async function bundleSubmission(request: BundleRequest): Promise<BuiltBundle> {
  requireOrdinaryFiles(request.root);
  const esbuild = await import('esbuild');
  const outfile = join(request.root, BUNDLE_NAME);
  let result: BuildResult<{ write: false; metafile: true }>;
  try {
    result = await esbuild.build({
      stdin: { contents: glue(request), resolveDir: dirname(request.entryPath), sourcefile: 'labs-glue.js' },
      absWorkingDir: request.root,
      outfile,
      ...REALM_SCRIPT,
      plugins: [importRules(request), sourceFiles(request.root, request.patches ?? [])],
    });
  } catch (error) {
    throw explainFailure(error as BuildFailure, request, esbuild.formatMessagesSync);
  }
  const text = (suffix: string) => result.outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
  return {
    code: text(BUNDLE_NAME),
    map: absoluteSources(text('.map'), dirname(outfile)),
    inputs: Object.keys(result.metafile.inputs)
      .filter((input) => input !== 'labs-glue.js' && !input.startsWith(`${OBSERVED_RAFT}:`))
      .map((input) => resolve(request.root, input))
      .sort(),
  };
}

/** Everything about this tool that a bundle depends on, so that a cached one is not used by another version. */
export function bundlerFingerprint(entry: LabEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([entry, process.version]))
    .digest('hex');
}

function glue(request: BundleRequest): string {
  const modules = modulesOf(request);
  const programs = modules.flatMap(({ entry }) => Object.entries(entry.programs));
  const imports = programs.map(
    ([, { module, factory }]) =>
      `import { ${factory} } from ${JSON.stringify(packagePath('src', 'sdk', 'programs', `${module}.ts`))};`,
  );
  const exported = modules.flatMap(({ entry }) => entry.exports);
  return [
    ...new Set(imports),
    ...modules.map(({ entry, path }) => `import { ${entry.exports.join(', ')} } from ${JSON.stringify(path)};`),
    `const submission = { ${exported.join(', ')} };`,
    ...exported.map(
      (name) =>
        `if (typeof ${name} !== 'function') throw new TypeError('the export ${name} is not a function but ' + typeof ${name});`,
    ),
    `export const programs = { ${programs.map(([name, { factory }]) => `${name}: ${factory}(submission)`).join(', ')} };`,
  ].join('\n');
}

/** The lab's own module and those of its companions. */
function modulesOf({
  entry,
  entryPath,
  root,
  companionPaths = {},
}: BundleRequest): { entry: LabEntry; path: string }[] {
  const companions = entry.companions ?? [];
  return [
    { entry, path: entryPath },
    ...companions.map((companion) => ({
      entry: companion,
      path: companionPaths[companion.name] ?? locateEntry(root, companion, undefined),
    })),
  ];
}

function absoluteSources(mapText: string, folder: string): string {
  const map = JSON.parse(mapText) as { sources: string[] };
  map.sources = map.sources.map((source) => resolve(folder, source));
  return JSON.stringify(map);
}

/** What to do about errors of esbuild's own, by its message ids. */
const NOTES: Record<string, string> = {
  'unsupported-dynamic-import':
    'import() is not possible in a submission: use an import statement at the top of the file',
  'unsupported-require-call':
    'require() is not possible in a submission: use an import statement at the top of the file',
  'direct-eval': 'eval is not possible in a submission: there is no code but what is bundled',
};

type FormatMessages = (messages: Message[], options: { kind: 'error'; color: boolean }) => string[];

function explainFailure(failure: BuildFailure, request: BundleRequest, format: FormatMessages): unknown {
  const [first] = failure.errors ?? [];
  if (first === undefined) return failure;
  const missing = /^No matching export in ".*" for import "(\w+)"/.exec(first.text);
  if (missing !== null && first.location?.file === 'labs-glue.js') {
    const { entry, path } = modulesOf(request).find((module) =>
      module.entry.exports.includes(missing[1] as string),
    ) ?? {
      entry: request.entry,
      path: request.entryPath,
    };
    return new LabsError('missing-export', `${path} does not export ${missing[1]}`, {
      hint: `lab '${entry.name}' needs: ${entry.exports.map((name) => `export function ${name}(env) { … }`).join('; ')}`,
    });
  }
  for (const error of failure.errors) {
    const note = NOTES[error.id];
    if (note !== undefined) error.notes = [{ text: note, location: null }];
  }
  const text = format(failure.errors, { kind: 'error', color: false }).join('').trim();
  return new LabsError('build-error', `the submission does not build\n\n${text}`, {
    hint: 'fix the first error; the others may follow from it',
  });
}
