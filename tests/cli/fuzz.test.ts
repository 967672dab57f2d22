import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { buggyReference, commitsOldTerms, forgetsSessions } from '../scenario/search/buggy.ts';
import { folderWith, labs } from './labs.ts';

test('a bug is found once, kept, and looked at first the next time, whatever the number of jobs', async () => {
  const options = ['--submission', buggyReference(commitsOldTerms), '--seed', '5'];
  const search = async (cwd: string, jobs: string) => {
    const run = await labs(['fuzz', '2C', '--events', '30000', '--jobs', jobs, ...options], { cwd });
    return { ...run, corpus: readFileSync(join(cwd, 'fuzz.jsonl'), 'utf8') };
  };
  const [cwd, other] = [folderWith({}), folderWith({})];
  const first = await search(cwd, '2');
  expect(first.stderr).toBe('');
  expect(first.stdout).toMatch(/^FAIL {2}2C\/.*: servers disagree about index \d+: a committed entry was replaced$/m);
  expect(first.exitCode).toBe(1);
  expect((await search(other, '1')).corpus).toBe(first.corpus);

  const [found] = first.corpus.split('\n').map((line) => line && JSON.parse(line));
  const replayed = await labs(['replay', found.run, ...options.slice(0, 2)], { cwd });
  expect(replayed.stdout).toContain(`replay     labs replay ${found.run}`);
  expect(replayed.exitCode).toBe(1);

  // Ended in the middle of a line.
  appendFileSync(join(cwd, 'fuzz.jsonl'), '{"run": "2C/fig');
  const again = await labs(['fuzz', '2C', '--events', '1', '--submission', packagePath('reference', 'labs')], { cwd });
  expect(again.stdout.split('\n')[0]).toBe(`known  ${found.run}  passes now`);
  expect(again.exitCode).toBe(0);
}, 180_000);

test('a service that forgets what it has done is found by faults at random', async () => {
  const cwd = folderWith({});
  const args = ['fuzz', '3B', '--events', '30000', '--submission', buggyReference(forgetsSessions)];
  const { stdout } = await labs(args, { cwd });
  expect(stdout).toContain('an append took effect twice');
}, 180_000);

test('the reference fails in nothing, however its messages are disturbed', async () => {
  const cwd = folderWith({});
  const args = ['fuzz', '2', '3', '--events', '50000', '--submission', packagePath('reference', 'labs')];
  const { exitCode, stdout } = await labs(args, { cwd });
  expect(stdout).toMatch(/^\d+ runs, .*: 0 different failures, in 0 runs\n$/);
  expect(exitCode).toBe(0);
}, 180_000);

test.each([
  [['fuzz', '2E'], "error: there is no part '2E'"],
  [['fuzz', '2A', '--ways', 'plain,random'], "error: --ways plain,random: there is no way 'random' to search"],
  [['fuzz', '2A', '--events', 'many'], 'error: --events many: not a count'],
  [['fuzz', '2A', '--corpus', 'notes.txt'], 'error: notes.txt, line 1: not a run that labs fuzz has found'],
])('%j is refused', async (args, message) => {
  const cwd = folderWith({ 'notes.txt': 'remember the milk\n' });
  const { exitCode, stderr } = await labs([...args, '--submission', packagePath('reference', 'labs')], { cwd });
  expect(stderr.split('\n')[0]).toBe(message);
  expect(exitCode).toBe(2);
});
