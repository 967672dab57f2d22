import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
/** A bundle that nobody has used for so long is of code that has changed since. */
const UNUSED_MS = 30 * DAY_MS;
const MARK = 'pruned';

/**
 * Removes what nobody has used for a month. Looks once a day at the most, as the time of a mark in the folder says.
 *
 * @param nowMs real time.
 */
export function pruneCache(folder: string, nowMs: number): void {
  const mark = join(folder, MARK);
  if (nowMs - usedAtMs(mark) < DAY_MS) return;
  writeFileSync(mark, '');
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (nowMs - usedAtMs(path) > UNUSED_MS) rmSync(path, { force: true });
  }
}

/** Another process may have removed it meanwhile: then it was never used. */
function usedAtMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
}
