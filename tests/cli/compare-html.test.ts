import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../chromium.ts';
import { folderWith, labs } from './labs.ts';

const IS_THERE = hasChromium('a comparison');

/** What is needed of a canvas: tests are compiled without the types of a browser. */
interface Canvas {
  id: string;
  width: number;
  height: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { data: Uint8Array } };
}

describe.skipIf(!IS_THERE)('labs compare --html, opened from its file', () => {
  it('shows every system with its verdict, and draws every plot, without a network', async () => {
    const file = join(folderWith({}), 'comparison.html');
    const run = await labs(['compare', '--requests', '120', '--html', file]);
    expect(run.exitCode, run.stderr).toBe(0);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
      const problems: string[] = [];
      const requests: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => problems.push(message.text()));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(file).href);

      const rows = await page
        .locator('tbody tr')
        .evaluateAll((all) =>
          all.map((row) =>
            [row.querySelector('th')?.textContent, row.querySelector('.promise')?.textContent].join(': '),
          ),
        );
      expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toMatchInlineSnapshot(`
        [
          "kvraftkey/value over Raft (the submission’s Lab 3): linearizability kept",
          "shardkvsharded key/value (the submission’s Lab 4): linearizability kept",
          "farmFaRM: strict-serializability kept",
          "spannerSpanner: strict-serializability kept",
          "copsCOPS-GT: causal-plus, convergence kept",
          "eventualeventual consistency (COPS without its dependencies): convergence kept",
          "bitcoinBitcoin, six confirmations: sequential-consistency kept",
        ]
      `);

      const drawn = await page.locator('canvas').evaluateAll((all) =>
        (all as unknown as Canvas[]).map((canvas) => {
          const { id, width, height } = canvas;
          const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
          return { id, colours: new Set(new Uint32Array(data.buffer)).size };
        }),
      );
      expect(drawn.map(({ id }) => id)).toEqual(['latency', 'throughput', 'messages', 'bytes']);
      for (const { colours } of drawn) expect(colours).toBeGreaterThan(3);
      expect(problems).toEqual([]);
      expect(requests).toEqual([pathToFileURL(file).href]);
    } finally {
      await browser.close();
    }
  });
});
