import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LabsError } from '../../../../src/base/errors.ts';
import { classPages } from '../../../../src/grading/pages/class-pages.ts';
import { writePages } from '../../../../src/grading/pages/write-pages.ts';
import { folderWith } from '../../../cli/labs.ts';
import { randomClass } from './random-class.ts';

const pages = classPages(randomClass({ seed: 1, submissions: 2, parts: ['2A'] }));

function refusal(folder: string): string {
  try {
    writePages(pages, folder);
  } catch (error) {
    if (error instanceof LabsError) return error.message.replaceAll(folder, 'DIR');
    throw error;
  }
  return 'written';
}

describe('writing a report', () => {
  test('makes the folder and those above it, and leaves nothing beside it', () => {
    const folder = folderWith({});
    writePages(pages, join(folder, 'a', 'report'));
    expect(readdirSync(join(folder, 'a'))).toEqual(['report']);
    expect(readdirSync(join(folder, 'a', 'report')).sort()).toEqual(['index.html', 'submissions']);
    for (const [path, text] of pages) expect(readFileSync(join(folder, 'a', 'report', path), 'utf8')).toBe(text);
  });

  test('replaces an older report, with pages of submissions that are gone', () => {
    const folder = folderWith({ 'report/submissions/gone.html': 'x' });
    writeFileSync(join(folder, 'report', 'index.html'), pages.get('index.html') ?? '');
    writePages(pages, join(folder, 'report'));
    expect(existsSync(join(folder, 'report', 'submissions', 'gone.html'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['report']);
  });

  test('never removes what is no report', () => {
    expect([
      refusal(folderWith({ 'notes.txt': '' })),
      refusal(folderWith({ 'index.html': '<title>My site</title>' })),
      refusal(folderWith({ 'deep/er/index.html': '' })),
      refusal(join(folderWith({ file: '' }), 'file')),
      refusal(folderWith({})),
    ]).toMatchInlineSnapshot(`
      [
        "DIR is in the way: it holds notes.txt, which is no page of a report",
        "DIR is in the way: it holds pages that are no report",
        "DIR is in the way: it holds deep/er/index.html, which is no page of a report",
        "DIR is in the way: it is a file",
        "written",
      ]
    `);
  });
});
