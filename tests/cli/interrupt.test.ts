import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { buggyReference, commitsOldTerms, votesTwice } from '../scenario/search/buggy.ts';
import { type CliRun, folderWith } from './labs.ts';

/** Runs a command in a process group of its own, and presses Ctrl-C, which reaches all of it, when a file is there. */
function interrupted(args: readonly string[], cwd: string, file: string): Promise<CliRun> {
  const child = spawn(process.execPath, [packagePath('bin', 'labs.js'), ...args], {
    cwd,
    detached: true,
    env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  const watch = setInterval(() => {
    if (!existsSync(join(cwd, file))) return;
    clearInterval(watch);
    process.kill(-(child.pid as number), 'SIGINT');
  }, 20);
  return new Promise((resolve) => {
    child.on('close', (exitCode) => {
      clearInterval(watch);
      resolve({ exitCode, ...output });
    });
  });
}

test('Ctrl-C ends a search for failures, which keeps what it has found', async () => {
  const cwd = folderWith({});
  const args = ['fuzz', '2A', '--events', '1000000000', '--submission', buggyReference(votesTwice)];
  const { exitCode, stdout, stderr } = await interrupted(args, cwd, 'fuzz.jsonl');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^FAIL {2}2A\/.*: server \d voted for two candidates in term \d+$/m);
  expect(stdout).toMatch(/^[\d,]+ runs, .*: [\d,]+ different failures, in [\d,]+ runs$/m);
  expect(exitCode).toBe(1);
  const found = readFileSync(join(cwd, 'fuzz.jsonl'), 'utf8').trim().split('\n');
  for (const line of found) expect(JSON.parse(line)).toMatchObject({ run: expect.stringMatching(/^2A\//) });
}, 60_000);

test('Ctrl-C ends the search for a smaller run, and the smallest one so far is told and in the file', async () => {
  const cwd = folderWith({});
  const args = ['shrink', '2C/figure-8-commit@1', '--output', 'small.json', '--runs', '100000'];
  const submission = ['--submission', buggyReference(commitsOldTerms)];
  const { exitCode, stdout, stderr } = await interrupted([...args, ...submission], cwd, 'small.json');
  expect(stderr).toBe('');
  expect(stdout).toContain('→ servers disagree about index 2: a committed entry was replaced');
  expect(stdout).toMatch(/^found in \d+ runs; see it with$/m);
  expect(exitCode).toBe(1);
  const file = JSON.parse(readFileSync(join(cwd, 'small.json'), 'utf8'));
  expect(file).toMatchObject({ kind: 'labs-run', test: '2C/figure-8-commit' });
}, 60_000);
