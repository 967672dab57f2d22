import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabEntry } from '../../labs/lab-entry.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { BundleFiles } from '../run/messages.ts';
import type { CellRun } from '../run/run-cells.ts';
import { type CachedBundle, cachedBundle } from './cache.ts';
import { locateEntry } from './locate.ts';
import { BundleSourceMap } from './source-map.ts';

/** A submission, bundled for the labs that are going to run. */
export class LoadedSubmission {
  readonly folder: string;
  readonly entries: readonly LabEntry[];
  readonly #bundles: ReadonlyMap<string, CachedBundle>;
  readonly #maps = new Map<string, BundleSourceMap>();

  constructor(folder: string, entries: readonly LabEntry[], bundles: ReadonlyMap<string, CachedBundle>) {
    this.folder = folder;
    this.entries = entries;
    this.#bundles = bundles;
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
      map = new BundleSourceMap(readFileSync((this.#bundles.get(entry) as CachedBundle).mapPath, 'utf8'));
      this.#maps.set(entry, map);
    }
    return map;
  }

  /** The run with its failure's stack mapped to the student's files. */
  explainStack(entry: string, run: CellRun): CellRun {
    if (run.failure === null || run.failure.stack === '') return run;
    const { frames } = this.sourceMap(entry).mapStack(run.failure.stack);
    return { ...run, failure: { ...run.failure, stack: frames.join('\n') } };
  }
}

/**
 * Bundles what a submission has for the given labs.
 *
 * @throws LabsError when a module is missing or does not build.
 */
export async function loadSubmission(
  folder: string,
  config: LoadedConfig,
  entries: readonly LabEntry[],
): Promise<LoadedSubmission> {
  const paths = entries.map((entry) => locateEntry(folder, entry, config.entries[entry.name]));
  const bundles = new Map<string, CachedBundle>();
  const configured = Object.entries(config.entries).map(([name, path]) => [name, join(folder, path)] as const);
  const companionPaths: Record<string, string> = Object.fromEntries(configured);
  const raftPath = companionPaths.raft;
  for (const [i, entry] of entries.entries()) {
    const request = { entry, entryPath: paths[i] as string, root: folder, replacements: {}, raftPath, companionPaths };
    bundles.set(entry.name, await cachedBundle(request));
  }
  return new LoadedSubmission(folder, entries, bundles);
}
