import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'labs-tests-'));

/** Gives a run of the tests a folder of its own, for temporary files and for bundles. */
export function setup(): void {
  process.env.TMPDIR = folder;
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
