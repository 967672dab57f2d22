import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../chromium.ts';
import { buggyReference, commitsOldTerms } from '../scenario/search/buggy.ts';
import { type CliRun, folderWith, labs } from './labs.ts';

const TOKEN = '2C/figure-8-commit@1';

const IS_THERE = hasChromium('a failure');

describe('labs explain --html', () => {
  const folder = folderWith({});
  const file = join(folder, 'failure.html');
  let run: CliRun;

  beforeAll(async () => {
    run = await labs(['explain', TOKEN, '--submission', buggyReference(commitsOldTerms), '--html', file]);
  }, 60_000);

  it('draws the events that it tells, one for one', () => {
    expect(run.exitCode, run.stderr).toBe(1);
    const page = readFileSync(file, 'utf8');
    const told = run.stdout.split('\n').filter((line) => /^ +[\d,.]+ ms {2}server/.test(line)).length;
    expect(told).toBeGreaterThan(5);
    expect(page.match(/<circle class="event"/g)).toHaveLength(told);
    expect(page.match(/<li id="event-/g)).toHaveLength(told);
    expect(page.match(/<rect class="fault"/g)).toHaveLength(
      run.stdout.match(/^ +[\d,.]+ ms {2}partition/gm)?.length ?? 0,
    );
    expect(page.match(/<text class="group"[^>]*>B</g)?.length).toBeGreaterThan(0);
    expect(page).not.toContain('<script');
  });

  it('says where it cannot write', async () => {
    const args = ['explain', TOKEN, '--submission', buggyReference(commitsOldTerms)];
    const { exitCode, stderr } = await labs([...args, '--html', join(folder, 'none', 'x.html')]);
    expect(stderr).toContain('none/x.html: ENOENT');
    expect(exitCode).toBe(2);
  });

  it.skipIf(!IS_THERE)('an event in the picture leads to its words; nothing is loaded', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
      const problems: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => problems.push(message.text()));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      expect(await page.locator('.lane-name').count()).toBeGreaterThanOrEqual(3);
      expect(await page.locator('line.role.leader').count()).toBeGreaterThan(0);
      expect(await page.locator('line.message').count()).toBeGreaterThan(0);
      const event = page.locator('.space-time a').first();
      await event.click();
      const target = (await event.getAttribute('href')) ?? '';
      expect(await page.locator(`li[id="${target.slice(1)}"]`).evaluate((row) => row.matches(':target'))).toBe(true);
      expect(problems).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(pathToFileURL(file).href))).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
