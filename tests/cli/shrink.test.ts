import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buggyReference, commitsOldTerms, readsLocally, votesTwice } from '../scenario/search/buggy.ts';
import { folderWith, labs, stable } from './labs.ts';

const numbered = (text: string) => text.split('\n').filter((line) => /^ +\d+\. /.test(line));

test('Figure 8 shrinks to its partitions, and the file shows the same failure', async () => {
  const submission = buggyReference(commitsOldTerms);
  const cwd = folderWith({});
  const options = ['--submission', submission];
  const shrunk = await labs(['shrink', '2C/figure-8-commit@1', '--runs', '60', ...options], { cwd });
  expect(shrunk.stderr).toBe('');
  expect(shrunk.exitCode).toBe(1);
  expect(shrunk.stdout).toContain('→ servers disagree about index 2: a committed entry was replaced');
  expect(numbered(shrunk.stdout).length).toBeLessThanOrEqual(5);
  expect(numbered(shrunk.stdout)[0]).toMatch(/^ {2}1\. partition \{server \d, server \d\} \| .* at [\d,.]+ ms$/);

  const file = '2C-figure-8-commit@1.json';
  const replayed = await labs(['replay', file, ...options], { cwd });
  expect(replayed.exitCode).toBe(1);
  const messageOf = (text: string) => /servers disagree about index \d+: .*$/m.exec(text)?.[0].split(', at')[0];
  expect(messageOf(replayed.stdout)).toBe(messageOf(shrunk.stdout));
  expect(replayed.stdout).toContain(`replay     labs replay ${file} --submission`);

  const explained = await labs(['explain', file, ...options], { cwd });
  expect(explained.exitCode).toBe(1);
  expect(explained.stdout).toMatch(
    /ms {2}server \d gets the reply \{term: \d+, voteGranted: true\} of server \d to RequestVote: becomes leader in term \d+/,
  );
  expect(explained.stdout).toMatch(/ms {2}server \d .*applies "command \d+" at index 2.*raft\/apply\.ts:\d+:\d+/);
  expect(explained.stdout).toMatch(/left out: \d+ events that changed nothing, \d+ that cannot have led to it/);
}, 60_000);

test('a fault that the test relies on is not left out', async () => {
  const submission = buggyReference(readsLocally);
  const cwd = folderWith({});
  const args = ['shrink', '3A/one-partition@1', '--runs', '40', '--output', 'small.json', '--submission', submission];
  const { stdout } = await labs(args, { cwd });
  expect(stdout).toContain('→ a get completed on servers that cannot reach a majority');
  expect(numbered(stdout).join('\n')).toMatch(/partition \{.*\} \| \{.*\}/);
  const file = JSON.parse(readFileSync(join(cwd, 'small.json'), 'utf8'));
  expect(file).toMatchObject({
    version: 1,
    kind: 'labs-run',
    test: '3A/one-partition',
    failure: { property: 'no stale reads' },
  });
}, 60_000);

test('a failure is explained by what happened before it, with the lines of the code', async () => {
  const submission = buggyReference(votesTwice);
  const { stdout } = await labs(['explain', '2A/many-elections@1', '--submission', submission]);
  const last = stable(stdout, submission).split('\n').slice(-8).join('\n');
  expect(last).toMatchInlineSnapshot(`
    "    939.4 ms  server 4 has a timer run out: persists; is in term 2, not leader; sends RequestVote {term: 2, candidateId: 4, lastLogIndex: 0, lastLogTerm: 0} to server 0, server 1, server 2, server 3, server 5, server 6
        940.6 ms  server 6 gets RequestVote {term: 2, candidateId: 4, lastLogIndex: 0, lastLogTerm: 0} from server 4: persists; replies {term: 2, voteGranted: true}  [DIR/raft/server.ts:101:20 ← DIR/raft/election.ts:87:12]

    left out: 16 events that changed nothing, 27 that cannot have led to it

    940.6 ms  server 6 voted for two candidates in term 2
      expected  no vote for candidate 4: server 6 has voted for candidate 3 in term 2
      actual    server 6 granted its vote to candidate 4 too"
  `);
});

test('what passes is neither shrunk nor explained', async () => {
  const cwd = folderWith({});
  const options = ['--config', join(import.meta.dirname, '../../grading.config.json')];
  for (const command of ['shrink', 'explain']) {
    const { exitCode, stdout } = await labs([command, '2A/initial-election@1', ...options], { cwd });
    expect(stdout).toBe(`2A/initial-election@1 passes: there is nothing to ${command}\n`);
    expect(exitCode).toBe(0);
  }
});

test.each([
  ['{', /^error: cannot read .*bad\.json: /],
  ['{"version":2}', /^error: .*bad\.json: version: /],
  [
    '{"version":1,"kind":"labs-run","test":"2A/initial-election","seed":1,"variation":{"quiet":true}}',
    /^error: .*bad\.json: variation: .*quiet/,
  ],
  [
    '{"version":1,"kind":"labs-run","test":"2Z/nothing","seed":1,"variation":{}}',
    /^error: there is no test '2Z\/nothing'/,
  ],
])('a file that is no run is refused: %s', async (content, message) => {
  const path = join(folderWith({}), 'bad.json');
  writeFileSync(path, content);
  for (const command of ['replay', 'shrink', 'explain']) {
    const { exitCode, stderr } = await labs([command, path]);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  }
});
