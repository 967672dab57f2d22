import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Annotation,
  checkOperations,
  type KvInput,
  type KvOutput,
  kvModel,
  type Operation,
  visualize,
} from '../src/index.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

const hostile = '</script><script>window.broken = 1</script><!-- <img src=x onerror="window.broken = 2"> \u2028 &lt;';

const operations: Operation<KvInput, KvOutput>[] = [
  { clientId: 1, input: { op: 'put', key: 'a', value: hostile }, callAt: 0, returnAt: 4, metadata: { note: hostile } },
  { clientId: 2, input: { op: 'get', key: 'a' }, output: hostile, callAt: 5, returnAt: 6.5 },
  { clientId: 1, input: { op: 'put', key: 'a', value: 'new;' }, callAt: 7, returnAt: 9 },
  { clientId: 3, input: { op: 'put', key: 'a', value: 'maybe;' }, callAt: 8 },
  { clientId: 2, input: { op: 'get', key: 'a' }, output: hostile, callAt: 10, returnAt: 11 },
  { clientId: 3, input: { op: 'put', key: 'b', value: 'other;' }, callAt: 12, returnAt: 13 },
];

const annotations: Annotation[] = [
  { tag: 'network', start: 1, end: 6, description: `partition ${hostile}`, details: 'S1 | S2 S3', group: 'faults' },
  {
    clientId: 2,
    start: 10,
    description: 'retry',
    group: 'clients',
    textColor: '#fff',
    backgroundColor: 'rgb(1, 2, 3)',
  },
];

const html = visualize(kvModel, operations, checkOperations(kvModel, operations), {
  annotations,
  title: `T ${hostile}`,
});

describe('the picture as text', () => {
  test('data cannot end its script element', () => {
    expect(html.split('</script>')).toHaveLength(3);
    expect(html).not.toContain('<img');
  });
  test('it names no address and is the same every time', () => {
    expect(html.replaceAll('src=x', '').match(/(src|href)=|@import|url\((?!#)/g)).toBeNull();
    expect(
      visualize(kvModel, operations, checkOperations(kvModel, operations), { annotations, title: `T ${hostile}` }),
    ).toBe(html);
  });
});

if (!existsSync(CHROMIUM)) console.warn(`SKIPPED: the picture in a browser; no ${CHROMIUM} (set CHROMIUM_PATH)`);

describe.skipIf(!existsSync(CHROMIUM))('the picture in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    const file = join(folder, 'picture.html');
    writeFileSync(file, html);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...QUIET] });
    page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.setDefaultTimeout(5_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const operation = (id: number) => page.locator(`[data-operation="${id}"]`);
  // The box: the text of a short bar is cut off, but still counts for the middle of the whole.
  const box = (id: number) => operation(id).locator('> rect');
  const tooltip = () => page.locator('#tooltip');

  test('it draws a bar per operation and says why the history is illegal', async () => {
    expect(await page.locator('.operation').count()).toBe(6);
    expect(await page.locator('#outcome').textContent()).toBe('illegal');
    expect(await page.locator('#reason').textContent()).toContain('stale-read');
    expect(await page.locator('.lane-name').allTextContents()).toEqual(['client 1', 'client 2', 'client 3', 'network']);
    expect(await page.locator('.point.valid').count()).toBeGreaterThan(1);
    expect(await page.locator('.point.invalid').count()).toBe(1);
    expect(await operation(3).getAttribute('class')).toContain('pending');
  });

  test('nothing in the data runs, fails or loads anything', async () => {
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await page.title()).toContain('</script>');
    expect(problems).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  });

  test('pointing shows an operation with the states around it; leaving hides it', async () => {
    await box(1).hover();
    expect(await tooltip().textContent()).toContain('state before:');
    expect(await tooltip().textContent()).toContain('client 2, 5 … 6.5');
    await page.mouse.move(900, 650);
    expect(await tooltip().isHidden()).toBe(true);
  });

  test('metadata is shown as text', async () => {
    await box(0).hover();
    expect(await tooltip().textContent()).toContain('metadata: {"note":"</script>');
  });

  test('a click keeps the choice until Escape', async () => {
    await box(1).click();
    await page.mouse.move(900, 650);
    expect(await tooltip().isVisible()).toBe(true);
    expect(await operation(1).getAttribute('class')).toContain('chosen');
    await page.keyboard.press('Escape');
    expect(await tooltip().isHidden()).toBe(true);
  });

  test('the button jumps to the first error', async () => {
    await page.locator('#jump').click();
    expect(await operation(4).getAttribute('class')).toContain('chosen');
    expect(await tooltip().textContent()).toContain('client 2, 10 … 11');
    await page.keyboard.press('Escape');
  });

  test('a group of annotations can be hidden in the legend', async () => {
    expect(await page.locator('.annotation').count()).toBe(2);
    await page.locator('.legend', { hasText: 'faults' }).click();
    expect(await page.locator('.annotation:not([hidden])').count()).toBe(1);
    await page.locator('.annotation:not([hidden]) > rect').hover();
    expect(await tooltip().textContent()).toBe('retry\n10');
  });

  test('the witness can be shown alone, and the other partitions too', async () => {
    await page.locator('#witness').click();
    expect(await page.locator('.operation:not([hidden])').count()).toBe(3);
    await page.locator('#witness').click();
    expect(await page.locator('.operation:not([hidden])').count()).toBe(5);
    await page.locator('#partition').selectOption('');
    expect(await page.locator('.operation:not([hidden])').count()).toBe(6);
  });
});
