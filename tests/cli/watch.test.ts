import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, IDLE_RAFT, raftModule } from './labs.ts';

test('--watch waits when the first build fails, runs when it is put right, and ends with Ctrl-C', async () => {
  const folder = folderWith({ 'raft.ts': 'export function makeRaft( {' });
  const args = ['test', '2A', '--test', 'initial', '--watch', '--submission', folder];
  const watching = spawn(process.execPath, [packagePath('bin', 'labs.js'), ...args]);
  let output = '';
  const add = (text: Buffer) => {
    output += text;
  };
  watching.stdout.on('data', add);
  watching.stderr.on('data', add);
  const seen = (text: string) => expect.poll(() => output, { timeout: 20_000 }).toContain(text);
  await seen('waiting for a change');
  expect(output).toContain('error: the submission does not build');
  output = '';
  writeFileSync(join(folder, 'raft.ts'), raftModule(`return ${IDLE_RAFT};`));
  await seen('FAIL 2A/initial-election');
  await seen('waiting for a change');
  watching.kill('SIGINT');
  expect(await new Promise((resolve) => watching.on('close', resolve))).toBe(1);
});

test('--watch does not wait for what no edit can put right', async () => {
  const watching = spawn(process.execPath, [
    packagePath('bin', 'labs.js'),
    'test',
    '2A',
    '--watch',
    '--submission',
    'no',
  ]);
  expect(await new Promise((resolve) => watching.on('close', resolve))).toBe(2);
});
