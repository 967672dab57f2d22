import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { buggyReference } from '../scenario/search/buggy.ts';
import { startLabs } from './labs.ts';

const LINE = 'gets AppendEntries '.repeat(200);

const RECEIVER = 'export function onAppendEntries(server: Server, args: AppendEntriesArgs): AppendEntriesReply {';

/** The reference, whose followers print more about every AppendEntries than a pipe holds in the end. */
function talkative(): string {
  return buggyReference({ file: 'raft/follower.ts', from: RECEIVER, to: `${RECEIVER}\n  console.log('${LINE}');` });
}

function start(args: readonly string[]) {
  const child = startLabs(args);
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<{ exitCode: number | null; stderr: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stderr }));
  });
  return { stdout: child.stdout, ended };
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
