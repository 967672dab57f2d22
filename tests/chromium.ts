import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** @returns whether there is a browser; if not, it is said what is not tested. */
export function hasChromium(what: string): boolean {
  const isThere = existsSync(CHROMIUM);
  if (!isThere) console.warn(`SKIPPED: ${what} in a browser; no ${CHROMIUM} (set CHROMIUM_PATH)`);
  return isThere;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...QUIET] });
}
