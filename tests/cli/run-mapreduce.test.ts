import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, labs } from './labs.ts';

const REFERENCE = ['--submission', packagePath('reference', 'labs')];

test('a job is run, checked and summed up', async () => {
  const cwd = folderWith({ 'a.txt': 'to be or not to be', 'b.txt': 'that is the question' });
  const run = await labs(['run', 'mapreduce', '--app', 'wc', '--workers', '2', ...REFERENCE, 'a.txt', 'b.txt'], {
    cwd,
  });
  expect(run.stderr).toBe('');
  expect(run.stdout.replace(/\d+\.\d s/, 'N s')).toMatchInlineSnapshot(`
    "wc on 2 files: 2 workers, 10 reduce tasks
    2 map calls, 8 reduce calls, 0 workers lost, N s
    done  8 lines in 10 files in mr-output, as a sequential run writes them
    "
  `);
  expect(run.exitCode).toBe(0);
  expect(readdirSync(join(cwd, 'mr-output'))).toHaveLength(10);
});

test('a job that fails says why, with exit code 1', async () => {
  const cwd = folderWith({
    'a.txt': 'to be or not to be',
    'mapreduce.ts': `export const makeCoordinator = () => ({ rpc: {}, done: () => false });
export async function runWorker() {
  throw new Error('no idea');
}`,
  });
  const run = await labs(['run', 'mapreduce', '--app', 'wc', '--workers', '1', '--submission', '.', 'a.txt'], { cwd });
  expect(run.stdout.replace(/\d+\.\d s/, 'N s')).toMatchInlineSnapshot(`
    "wc on 1 file: 1 worker, 10 reduce tasks
    0 map calls, 0 reduce calls, 0 workers lost, N s
    FAIL  worker 0 crashed: Error: no idea
          at Object.runWorker (mapreduce.ts:3:9)
    hint  the stack shows where the error comes from
    "
  `);
  expect(run.exitCode).toBe(1);
  expect(readdirSync(cwd).sort()).toEqual(['a.txt', 'mapreduce.ts']);
});

test.each([
  [['mapreduce', '--app', 'wordc', 'a.txt'], `error: there is no application 'wordc'`],
  [['mapreduce', '--app', 'wc', '--workers', '0', 'a.txt'], 'error: --workers 0: not a count'],
  [['mapreduce', '--app', 'wc', 'missing.txt'], 'error: cannot read the input file missing.txt: it does not exist'],
  [['mapreduce', '--app', 'wc'], `error: missing required argument 'files'`],
  [['raft', '--app', 'wc', 'a.txt'], `error: 'raft' cannot be run outside the simulation`],
])('labs run %j: bad usage, exit code 2, nothing written', async (args, message) => {
  const cwd = folderWith({ 'a.txt': 'to be or not to be' });
  const run = await labs(['run', ...args], { cwd });
  expect(run.stderr.split('\n')[0]).toBe(message);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(readdirSync(cwd)).toEqual(['a.txt']);
});

test('Ctrl-C ends the job, and nothing is left', async () => {
  const cwd = folderWith({ 'a.txt': 'to be or not to be' });
  const run = await labs(['run', 'mapreduce', '--app', 'mtiming', ...REFERENCE, 'a.txt'], { cwd, killAfterMs: 2_500 });
  expect(run.stdout).toContain('FAIL  the job was interrupted');
  expect(run.exitCode).toBe(130);
  expect(readdirSync(cwd)).toEqual(['a.txt']);
});

test('a process in an endless loop does not outlive the command, however that ends', async () => {
  const cwd = folderWith({
    'a.txt': 'to be or not to be',
    'mapreduce.ts': `export const makeCoordinator = () => ({ rpc: {}, done: () => false });
export async function runWorker() {
  console.log('soon to loop');
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (;;);
}`,
  });
  const args = ['run', 'mapreduce', '--app', 'wc', '--workers', '1', '--submission', '.', '--verbose', 'a.txt'];
  const job = spawn(process.execPath, [packagePath('bin', 'labs.js'), ...args], { cwd });
  const children = await childrenOnce(job, 'worker 0  soon to loop');
  expect(children.length).toBeGreaterThan(1);
  job.kill('SIGKILL');
  await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});

/** Process ids of a command's children, once it has printed a text. */
async function childrenOnce(command: ChildProcessWithoutNullStreams, text: string): Promise<number[]> {
  let printed = '';
  for await (const chunk of command.stdout) {
    printed += chunk;
    if (printed.includes(text)) break;
  }
  await setTimeout(500);
  return readFileSync(`/proc/${command.pid}/task/${command.pid}/children`, 'utf8').trim().split(' ').map(Number);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
