import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpuTimeMs } from '../../../src/grading/run/cpu-time.ts';

const WORK_MS = 300;
const WORK = `const end = process.cpuUsage().user + ${WORK_MS * 1_000}; while (process.cpuUsage().user < end);`;

/** Starts a process that runs `code`, says so, and then waits. */
async function start(code: string) {
  const child = spawn(process.execPath, ['-e', `${code}; console.log('done'); setInterval(() => {}, 1_000);`]);
  await once(child.stdout, 'data');
  return child;
}

describe.skipIf(!existsSync('/proc/self/stat'))('CPU time (skipped without /proc)', () => {
  it('is what a process has used, not how long it has lived', async () => {
    const [idle, busy] = [await start(''), await start(WORK)];
    const before = { idle: cpuTimeMs(idle.pid ?? 0), busy: cpuTimeMs(busy.pid ?? 0) };
    await new Promise((resolve) => setTimeout(resolve, 2 * WORK_MS));
    expect(before.busy).toBeGreaterThanOrEqual(WORK_MS);
    expect(cpuTimeMs(idle.pid ?? 0) - before.idle).toBeLessThan(WORK_MS);
    for (const child of [idle, busy]) child.kill();
  });

  it('includes what its children have used', async () => {
    const args = JSON.stringify(['-e', `${WORK} setTimeout(() => {}, 5_000);`]);
    const parent = await start(`require('node:child_process').spawn(process.execPath, ${args})`);
    const ownMs = cpuTimeMs(parent.pid ?? 0);
    await expect.poll(() => cpuTimeMs(parent.pid ?? 0) - ownMs, { timeout: 10_000 }).toBeGreaterThanOrEqual(WORK_MS);
    parent.kill('SIGKILL');
  });

  it('is nothing for a process that has ended', () => {
    expect(cpuTimeMs(2 ** 22 + 1)).toBe(0);
  });
});
