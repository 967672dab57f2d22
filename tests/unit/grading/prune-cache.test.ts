import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pruneCache } from '../../../src/grading/submission/prune-cache.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.now();

function fileOf(folder: string, name: string, usedDaysAgo: number): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  const usedAt = new Date(NOW_MS - usedDaysAgo * DAY_MS);
  utimesSync(path, usedAt, usedAt);
  return path;
}

test('what nobody has used for a month goes, the rest stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labs-test-'));
  fileOf(folder, 'old.js', 31);
  fileOf(folder, 'used.js', 29);
  pruneCache(folder, NOW_MS);
  expect(readdirSync(folder)).toEqual(['pruned', 'used.js']);
});

test('the folder is looked through once a day', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labs-test-'));
  pruneCache(folder, NOW_MS);
  const old = fileOf(folder, 'old.js', 31);
  pruneCache(folder, NOW_MS + 0.9 * DAY_MS);
  expect(existsSync(old)).toBe(true);
  pruneCache(folder, NOW_MS + 1.1 * DAY_MS);
  expect(existsSync(old)).toBe(false);
});
