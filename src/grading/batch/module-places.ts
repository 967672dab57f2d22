import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CONFIG_NAME } from '../config/load-config.ts';
import { LAB_NAMES } from './lab-names.ts';

/** Where a submission's modules are. */
export interface ModulePlaces {
  /** The folder that they are in, absolute. */
  folder: string;
  /** Lab → its module, relative to the folder. */
  entries: Record<string, string>;
}

/**
 * Where to look for a submission's modules. A config of the submission's own is asked for `submission` and `entries`,
 * and for nothing else: points, seeds, limits and hints are the course's. A config that makes no sense is as good as none.
 *
 * @param courseEntries what the course's config says.
 */
export function modulePlaces(folder: string, courseEntries: Readonly<Record<string, string>>): ModulePlaces {
  const config = readOwnConfig(join(folder, CONFIG_NAME));
  const inside = isInside(config.submission) ? join(folder, config.submission) : folder;
  const own = Object.entries(config.entries ?? {}).filter(
    (entry): entry is [string, string] => LAB_NAMES.includes(entry[0]) && isInside(entry[1]),
  );
  return {
    folder: existsSync(inside) && statSync(inside).isDirectory() ? inside : folder,
    entries: { ...courseEntries, ...Object.fromEntries(own) },
  };
}

function readOwnConfig(path: string): { submission?: unknown; entries?: object } {
  try {
    const { submission, entries } = JSON.parse(readFileSync(path, 'utf8'));
    return { submission, ...(typeof entries === 'object' && entries !== null ? { entries } : {}) };
  } catch {
    return {};
  }
}

function isInside(path: unknown): path is string {
  return typeof path === 'string' && path !== '' && !isAbsolute(path) && !path.split(/[\\/]/).includes('..');
}
