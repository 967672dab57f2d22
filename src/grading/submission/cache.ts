import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.ts';
import { type BuiltBundle, type BundleRequest, bundlerFingerprint, bundleSubmission } from './bundle.ts';
import { pruneCache } from './prune-cache.ts';

/** For nobody else: a bundle is somebody's homework. */
const OWN = 0o600;

/** A bundle on disk, where worker processes read it. */
export interface CachedBundle {
  codePath: string;
  mapPath: string;
  /** Every file that went into it, absolute. */
  inputs: string[];
}

interface Manifest {
  /** Absolute path → SHA-256 of its content. */
  inputs: Record<string, string>;
  /** SHA-256 of all of it: the bundle's file name. */
  content: string;
}

/**
 * Where bundles are kept between runs: `$XDG_CACHE_HOME/labs`, by default `~/.cache/labs`. It is made if need be.
 *
 * @throws when it cannot be written.
 */
export function openCache(): string {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'labs');
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  return folder;
}

let temporaryFolder: string | undefined;

/** The cache; or, where that cannot be written (a container without a home), a folder for as long as this process runs. */
function writableFolder(): string {
  if (temporaryFolder !== undefined) return temporaryFolder;
  try {
    return openCache();
  } catch {
    const temporary = mkdtempSync(join(tmpdir(), 'labs-bundles-'));
    process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
    temporaryFolder = temporary;
    return temporary;
  }
}

/**
 * The bundle of a submission's module: from the cache while none of its files has changed, else built anew.
 *
 * @throws LabsError as {@link bundleSubmission} does.
 */
export async function cachedBundle(request: BundleRequest): Promise<CachedBundle> {
  const folder = writableFolder();
  const { entry, entryPath, root, replacements, raftPath, companionPaths, patches } = request;
  const key = sha256(
    JSON.stringify([bundlerFingerprint(entry), entryPath, root, replacements, raftPath, companionPaths, patches]),
  );
  const manifestPath = join(folder, `${key}.json`);
  const manifest = readManifest(folder, manifestPath);
  if (manifest !== undefined && isUnchanged(manifest)) {
    const bundle = describe(folder, manifest);
    markUsed(manifestPath, bundle.codePath, bundle.mapPath);
    return bundle;
  }

  const built = await bundleSubmission(request);
  const fresh = store(folder, built);
  writeWhole(manifestPath, JSON.stringify(fresh), OWN);
  pruneCache(folder, Date.now());
  return describe(folder, fresh);
}

function store(folder: string, built: BuiltBundle): Manifest {
  const content = sha256(built.code + built.map);
  writeWhole(join(folder, `${content}.js`), built.code, OWN);
  writeWhole(join(folder, `${content}.js.map`), built.map, OWN);
  return { inputs: Object.fromEntries(built.inputs.map((input) => [input, fileHash(input) ?? ''])), content };
}

function describe(folder: string, manifest: Manifest): CachedBundle {
  const codePath = join(folder, `${manifest.content}.js`);
  return { codePath, mapPath: `${codePath}.map`, inputs: Object.keys(manifest.inputs) };
}

function readManifest(folder: string, path: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    return readable(join(folder, `${manifest.content}.js.map`)) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Tells {@link pruneCache}. */
function markUsed(...paths: string[]): void {
  const now = new Date();
  try {
    for (const path of paths) utimesSync(path, now, now);
  } catch {
    // Somebody else's cache: its owner prunes it.
  }
}

function isUnchanged(manifest: Manifest): boolean {
  return Object.entries(manifest.inputs).every(([path, hash]) => fileHash(path) === hash);
}

function fileHash(path: string): string | undefined {
  try {
    // What has become a pipe since would never end.
    return statSync(path).isFile() ? sha256(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

function readable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
