import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';

const LINE = 'gets AppendEntries '.repeat(200);

/** The reference, whose followers print more about every AppendEntries than a pipe holds in the end. */
function talkative(): string {
  const folder = mkdtempSync(join(tmpdir(), 'labs-test-'));
  cpSync(packagePath('reference', 'labs'), folder, { recursive: true });
  const file = join(folder, 'raft', 'follower.ts');
  const source = readFileSync(file, 'utf8');
  const printing = source.replace(/onAppendEntries\(.*\{\n/, (start) => `${start}  console.log('${LINE}');\n`);
  expect(printing).not.toBe(source);
  writeFileSync(file, printing);
  return folder;
}

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [packagePath('bin', 'labs.js'), ...args], {
    env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', GITHUB_ACTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<{ exitCode: number | null; stderr: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stderr }));
  });
  return { stdout: child.stdout.setEncoding('utf8'), ended };
}

const VERBOSE = ['test', '2B', '--test', 'agree', '--verbose', '--jobs', '1'];

test('whoever reads slowly gets everything, and the same verdicts', async () => {
  const { stdout, ended } = start([...VERBOSE, '--submission', talkative()]);
  await sleep(2_000);
  let text = '';
  stdout.on('data', (part) => {
    text += part;
  });
  expect(await ended).toEqual({ exitCode: 0, stderr: '' });
  expect(text).toContain('3 passed, 0 failed');
  const lines = text.split('\n').filter((line) => line.includes(LINE.trim()));
  expect(lines.join('\n').length).toBeGreaterThan(300_000);
  for (const line of lines) expect(line).toMatch(/^ *\d+\.\d ms {2}server \d {2}gets AppendEntries/);
});

test('who stops reading changes nothing', async () => {
  const { stdout, ended } = start([...VERBOSE, '--submission', talkative()]);
  stdout.once('data', () => stdout.destroy());
  expect(await ended).toEqual({ exitCode: 0, stderr: '' });
  const { stdout: list, ended: listed } = start(['list']);
  list.destroy();
  expect(await listed).toEqual({ exitCode: 0, stderr: '' });
});
