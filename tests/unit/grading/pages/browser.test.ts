import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { classPages } from '../../../../src/grading/pages/class-pages.ts';
import { writePages } from '../../../../src/grading/pages/write-pages.ts';
import { hasChromium, launchChromium } from '../../../chromium.ts';
import { hostileWords } from './hostile-words.ts';
import { randomClass } from './random-class.ts';

const IS_THERE = hasChromium('reports');

describe.skipIf(!IS_THERE)('a report in a browser, opened from its files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labs-report-'));
  const kind = randomClass({ seed: 5, submissions: 12, parts: ['2A', '2B'], seeds: 2, heldOutSeeds: 1 });
  const hostile = randomClass({ seed: 6, submissions: 12, parts: ['2A'], words: hostileWords });
  let browser: Browser;
  let page: Page;
  let problems: string[] = [];
  let requests: string[] = [];

  beforeAll(async () => {
    writePages(classPages(kind), join(folder, 'kind'));
    writePages(classPages(hostile), join(folder, 'hostile'));
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    page.on('dialog', async (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
  }, 60_000);

  beforeEach(() => {
    problems = [];
    requests = [];
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const open = (...path: string[]) => page.goto(pathToFileURL(join(folder, ...path)).href);
  const rowIds = () => page.locator('.map tbody tr:not([hidden]) th').allTextContents();
  const foreignRequests = () => requests.filter((url) => !url.startsWith(pathToFileURL(folder).href));

  test('nothing that a submission says runs, loads or disturbs anything, on any page', async () => {
    const names = [...classPages(hostile).keys()];
    for (const name of names) {
      await open('hostile', ...name.split('/'));
      expect(await page.evaluate('window.broken'), name).toBeUndefined();
      expect(await page.locator('img, form, iframe, base, link, svg[onload]').count(), name).toBe(0);
    }
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect({ problems, foreign: foreignRequests() }).toEqual({ problems: [], foreign: [] });
    expect(requests).toHaveLength(names.length);
  });

  test('were markup to slip in, the policy would stop it', async () => {
    await open('kind', 'index.html');
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src="https://example.org/x" onerror="window.broken = 1">')`,
    );
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.broken = 2' }))`,
    );
    await expect.poll(() => problems.length).toBeGreaterThanOrEqual(2);
    expect(problems.filter((text) => !text.includes('Content Security Policy'))).toEqual([]);
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  test('the map has a row per submission and a cell per test, and sorts by score and by test', async () => {
    await open('kind', 'index.html');
    expect(await page.locator('.map tbody tr').count()).toBe(12);
    const tests = kind.summary.tests.length;
    expect(await page.locator('.map thead th.test').count()).toBe(tests);
    expect(await page.locator('.map tbody tr:first-child td').count()).toBe(tests + 1);
    await page.locator('.map th.score button').click();
    const scores = kind.submissions.map(({ score }) => score ?? -1).sort((a, b) => a - b);
    const shown = async () =>
      (await page.locator('.map td.score').allTextContents()).map((text) =>
        Number.isNaN(Number(text)) ? -1 : Number(text),
      );
    expect(await shown()).toEqual(scores);
    expect(await page.locator('.map th.score').getAttribute('aria-sort')).toBe('ascending');
    await page.locator('.map th.score button').click();
    expect(await shown()).toEqual(scores.reverse());
    const hardest = kind.summary.tests[0]?.id ?? '';
    await page.locator('#columns').selectOption('hardest');
    const head = page.locator('.map th.test').first();
    expect(await head.locator('button').getAttribute('title')).toContain(hardest);
    await head.locator('button').click();
    expect(await page.locator('.map tbody tr:first-child td').nth(1).textContent()).not.toBe('·');
    expect(problems).toEqual([]);
  });

  test('a search leaves the rows that match', async () => {
    await open('kind', 'index.html');
    await page.locator('#search').fill('TEAM-01');
    expect((await rowIds()).sort()).toEqual(['team-010', 'team-011', 'team-012']);
    expect(await page.locator('.found').textContent()).toBe('3 of 12');
  });

  test('arrow keys move in the map, Enter follows a cell to the test in the submission’s page', async () => {
    const failed = kind.submissions.flatMap(({ id, tests }) =>
      tests.filter(({ status }) => status === 'failed').map((test) => ({ id, test: test.id })),
    )[0];
    if (failed === undefined) throw new Error('nothing failed in the class');
    await open('kind', 'index.html');
    await page.locator('.map tbody td a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const place = `[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td').cellIndex]`;
    expect(await page.evaluate(place)).toEqual([3, 3]);
    expect(await page.locator('.told').textContent()).toContain('2A/');
    expect(await page.locator('.map [tabindex="0"]').count()).toBe(1);
    const anchor = `test-${failed.test.replace('/', '.')}`;
    await page.locator(`.map a[href="submissions/${failed.id}.html#${anchor}"]`).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/submissions/${failed.id}.html#${anchor}`);
    const row = page.locator(`[id="${anchor}"]`);
    await expect.poll(() => row.evaluate((place) => Math.abs(place.getBoundingClientRect().top) < 790)).toBe(true);
    expect(await row.locator('details').first().getAttribute('open')).toBe('');
    expect({ problems, foreign: foreignRequests() }).toEqual({ problems: [], foreign: [] });
  });

  test('a link to a run opens it, and its replay line can be copied', async () => {
    const known = kind.submissions
      .flatMap(({ id, report }) => report.parts.flatMap(({ tests }) => tests.map((test) => ({ id, test }))))
      .find(({ test }) => test.seed === 2 && test.failure !== null);
    if (known === undefined) throw new Error('nothing failed with seed 2');
    const run = `run-${known.test.id.replace('/', '.')}-2`;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('kind', 'submissions', `${known.id}.html`);
    await page.locator(`a.chip[href="#${run}"]`).click();
    const details = page.locator(`[id="${run}"]`);
    expect(await details.getAttribute('open')).toBe('');
    await details.locator('button.copy').click();
    await expect.poll(() => details.locator('button.copy').textContent()).toMatch(/^Copied|^Press Ctrl\+C/);
    const copied = `document.hasFocus() ? navigator.clipboard.readText() : getSelection().toString()`;
    expect(await page.evaluate(copied)).toBe(known.test.failure?.replay);
  });

  test('a submission’s page says everything without JavaScript', async () => {
    const still = await browser.newPage({ javaScriptEnabled: false });
    const failed = kind.submissions.find(({ tests }) => tests.some(({ status }) => status === 'failed'));
    await still.goto(pathToFileURL(join(folder, 'kind', 'submissions', `${failed?.id}.html`)).href);
    expect(await still.locator('main').textContent()).toContain('labs replay 2');
    expect(await still.locator('.tests tbody').count()).toBe(failed?.tests.length);
    await still.close();
  });

  test('the table of tests sorts by its columns', async () => {
    await open('kind', 'index.html');
    const shares = () =>
      page
        .locator('.rates tbody tr td:nth-child(6)')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    expect(await shares()).toEqual(kind.summary.tests.map(({ passRate }) => passRate));
    const head = page.locator('.rates th', { hasText: 'Runs passed' });
    await head.locator('button').click();
    await head.locator('button').click();
    expect(await shares()).toEqual(kind.summary.tests.map(({ passRate }) => passRate).reverse());
  });
});
