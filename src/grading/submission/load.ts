import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../../base/printable.ts';
import type { LabEntry } from '../../labs/lab-entry.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { CellRun } from '../run/cell-run.ts';
import type { BundleFiles } from '../run/messages.ts';
import type { ModuleReplacement } from './bundle.ts';
import { type CachedBundle, cachedBundle } from './cache.ts';
import { conventionalModule, locateEntry } from './locate.ts';
import { BundleSourceMap } from './source-map.ts';
import type { SourcePatch } from './source-patch.ts';

/** A submission, bundled for the labs that are going to run. */
export class LoadedSubmission {
  readonly folder: string;
  readonly entries: readonly LabEntry[];
  readonly #bundles: ReadonlyMap<string, CachedBundle>;
  readonly #showFrom: string;
  readonly #maps = new Map<string, BundleSourceMap>();

  /** @param showFrom the folder that the paths of stacks are relative to. */
  constructor(
    folder: string,
    entries: readonly LabEntry[],
    { bundles, showFrom }: { bundles: ReadonlyMap<string, CachedBundle>; showFrom: string },
  ) {
    this.folder = folder;
    this.entries = entries;
    this.#bundles = bundles;
    this.#showFrom = showFrom;
  }

  /** What worker processes read, by lab entry. */
  get bundleFiles(): Record<string, BundleFiles> {
    return Object.fromEntries([...this.#bundles].map(([entry, { codePath }]) => [entry, { codePath }]));
  }

  /** Every file of the submission that is part of a bundle. */
  get inputs(): string[] {
    return [...new Set([...this.#bundles.values()].flatMap(({ inputs }) => inputs))];
  }

  sourceMap(entry: string): BundleSourceMap {
    let map = this.#maps.get(entry);
    if (map === undefined) {
      const { mapPath } = this.#bundles.get(entry) as CachedBundle;
      map = new BundleSourceMap(readFileSync(mapPath, 'utf8'), this.#showFrom);
      this.#maps.set(entry, map);
    }
    return map;
  }

  /** The run with its failure as it may be shown: the stack mapped to the student's files, and nothing unprintable. */
  explainFailure(entry: string, run: CellRun): CellRun {
    if (run.failure === null) return run;
    const { message, expected, actual, stack } = run.failure;
    const frames = stack === '' ? [] : this.sourceMap(entry).mapStack(stack).frames;
    const texts = { message: printable(message), expected: printable(expected), actual: printable(actual) };
    return { ...run, failure: { ...run.failure, ...texts, stack: frames.join('\n') } };
  }
}

export interface LoadOptions {
  /** Lab → folder of another submission whose module is taken instead (`--with raft=…`). */
  substitutes?: ReadonlyMap<LabEntry, string>;
  /** Changes of the submission's source files. */
  patches?: readonly SourcePatch[];
  /** The folder that the paths of stacks are relative to; absent: the working directory. */
  showFrom?: string;
}

/**
 * Bundles what a submission has for the given labs.
 *
 * @throws LabsError when a module is missing or does not build.
 */
export async function loadSubmission(
  folder: string,
  config: Pick<LoadedConfig, 'entries'>,
  entries: readonly LabEntry[],
  { substitutes = new Map(), patches = [], showFrom = process.cwd() }: LoadOptions = {},
): Promise<LoadedSubmission> {
  const locate = (entry: LabEntry) => locateEntry(folder, entry, config.entries[entry.name]);
  const pathOf = (name: string) =>
    config.entries[name] === undefined ? undefined : join(folder, config.entries[name]);
  const replacements: Record<string, ModuleReplacement> = {};
  for (const [entry, otherFolder] of substitutes) {
    replacements[entry.name] = { from: locate(entry), to: locateEntry(otherFolder, entry, undefined) };
  }
  const ownRaft = replacements.raft?.to ?? pathOf('raft') ?? conventionalModule(folder, 'raft');
  for (const [{ name }, otherFolder] of substitutes) {
    // Another submission's service runs on this submission's Raft.
    const otherRaft = conventionalModule(otherFolder, 'raft');
    if (name === 'raft' || ownRaft === undefined || otherRaft === undefined) continue;
    replacements[`raft of ${name}`] = { from: otherRaft, to: ownRaft };
  }
  const configured = Object.entries(config.entries).map(([name, path]) => [name, join(folder, path)] as const);
  const companionPaths: Record<string, string> = Object.fromEntries(configured);
  const bundles = new Map<string, CachedBundle>();
  for (const entry of entries) {
    const entryPath = replacements[entry.name]?.to ?? locate(entry);
    const request = {
      entry,
      entryPath,
      root: folder,
      replacements,
      raftPath: companionPaths.raft,
      companionPaths,
      patches,
    };
    bundles.set(entry.name, await cachedBundle(request));
  }
  return new LoadedSubmission(folder, entries, { bundles, showFrom });
}
