import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, labs, raftModule, stable } from './labs.ts';

/** Exit code and standard error; standard output must stay empty. */
async function refusal(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await labs(args);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
  return stable(stderr);
}

describe('bad input gets a clear error and exit 2', () => {
  it('an unknown part', async () => {
    expect(await refusal('test', '2E')).toMatch(
      /^error: there is no part '2E'\nhint: {2}did you mean '2A'\? known: .*2A, 2B/,
    );
  });

  it('an unknown test', async () => {
    expect(await refusal('test', '2A', '--test', 'initial-elektion')).toMatchInlineSnapshot(`
      "error: no test of 2A matches 'initial-elektion'
      hint:  did you mean '2A/initial-election'? known: 2A/initial-election, 2A/re-election, 2A/many-elections, 2A/two-candidates, 2A/stale-leader, 2A/later-term, 2A/late-requests, 2A/one-voter, 2A/swarm"
    `);
  });

  it('an unknown command', async () => {
    expect(await refusal('tset', '2A')).toContain("unknown command 'tset'\n(Did you mean test?)");
  });

  it('a folder that does not exist, is a file, is empty, or has no module for the lab', async () => {
    expect(await refusal('test', '2A', '--submission', 'nowhere')).toMatchInlineSnapshot(`
      "error: there is no folder nowhere
      hint:  name the folder with your code: --submission DIR, or "submission" in grading.config.json"
    `);
    expect(await refusal('test', '2A', '--submission', 'package.json')).toMatchInlineSnapshot(`
      "error: package.json is a file, not a folder
      hint:  a submission is a folder with one module per lab"
    `);
    const empty = folderWith({});
    expect((await refusal('test', '2A', '--submission', empty)).replaceAll(empty, 'DIR')).toMatchInlineSnapshot(`
      "error: the folder DIR is empty
      hint:  \`labs init DIR\` writes a workspace to start from"
    `);
    const other = folderWith({ 'notes.txt': '' });
    expect((await refusal('test', '2A', '--submission', other)).replaceAll(other, 'DIR')).toMatchInlineSnapshot(`
      "error: DIR has no module for the lab 'raft'
      hint:  expected raft.ts (or src/raft.ts, or raft/index.ts) that exports makeRaft; \`labs init\` writes one"
    `);
  });

  it('a bad seed, count or reporter', async () => {
    expect(await refusal('test', '2A', '--seed', '-1')).toMatchInlineSnapshot(`
      "error: '-1' is not a seed
      hint:  a seed is a whole number from 0 to 4294967295"
    `);
    expect(await refusal('test', '2A', '--seed', '4294967296')).toContain('is not a seed');
    expect(await refusal('test', '2A', '--seeds', '0')).toMatchInlineSnapshot(`
      "error: --seeds 0: not a count
      hint:  a whole number from 1 to 100000"
    `);
    expect(await refusal('test', '2A', '--jobs', 'many')).toMatchInlineSnapshot(`
      "error: --jobs many: not a count
      hint:  a whole number from 1 to 1024"
    `);
    expect(await refusal('test', '2A', '--reporter', 'xml')).toContain("there is no reporter 'xml'");
  });

  it('a bad token', async () => {
    expect(await refusal('replay', '2B/backup')).toMatchInlineSnapshot(`
      "error: '2B/backup' is not a replay token
      hint:  a token is a test and a seed, as the replay line of a failure shows it: 2B/backup@17"
    `);
    expect(await refusal('replay', '2B/bakcup@3')).toContain("did you mean '2B/backup'?");
  });

  it('a config that is no JSON, has a wrong value, an unknown key, or points that do not add up', async () => {
    const withConfig = async (config: string) => {
      const folder = folderWith({ 'grading.config.json': config });
      const { exitCode, stderr } = await labs(['test', '2A'], { cwd: folder });
      expect(exitCode).toBe(2);
      return stable(stderr);
    };
    expect(await withConfig('{')).toMatch(/^error: cannot read grading\.config\.json: /);
    expect(await withConfig('{"version": 1, "seeds": "many", "colour": "red"}')).toMatchInlineSnapshot(`
      "error: grading.config.json is not a valid config:
        seeds: Invalid input: expected number, received string
        the whole file: Unrecognized key: "colour"
      hint:  see grading.config.json in the documentation"
    `);
    expect(
      await withConfig('{"version": 1, "parts": {"2A": {"points": 5, "tests": {"2A/re-election": 4}}}}'),
    ).toMatchInlineSnapshot(`
      "error: grading.config.json: parts.2A.points is 5, but its tests add up to 4
      hint:  correct one of them"
    `);
  });

  it.each([
    ['test', '2A', '--output', 'nowhere/report'],
    ['explain', '2A/initial-election@1', '--html', 'nowhere/report'],
    ['compare', '--html', 'nowhere/report'],
    ['check', 'history.jsonl', '--html', 'nowhere/report'],
    ['selfcheck', '--page', 'nowhere/report'],
  ])('an output file that cannot be written, before any work: %s %s %s', async (...args) => {
    const { exitCode, stdout, stderr } = await labs(args);
    expect(stderr).toBe(`error: cannot write nowhere/report: ENOENT: no such file or directory, access 'nowhere'
hint:  name a file in a folder that exists and may be written
`);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('a current folder that is gone', async () => {
    const folder = folderWith({});
    const script = `rmdir '${folder}' && exec '${process.execPath}' '${packagePath('bin', 'labs.js')}' test 2A`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect(stderr.replace(/^sh: .*\n/, '')).toBe(
      'error: the current folder does not exist any more\nhint:  go to another one\n',
    );
    expect(status).toBe(2);
  });

  it('a folder that cannot be made, or is a file', async () => {
    const home = folderWith({ file: '', 'class/alice/raft.ts': raftModule('') });
    const below = join(home, 'file', 'below');
    const attempts = [
      ['init', below],
      ['ci', '--reports', below],
      ['grade', join(home, 'class'), '--out', below],
      ['grade', join(home, 'class'), '--out', join(home, 'file')],
      ['export', 'gradescope', '--out', below],
    ];
    const refused = await Promise.all(attempts.map((args) => refusal(...args)));
    expect(refused.join('\n').replaceAll(home, 'DIR')).toMatchInlineSnapshot(`
      "error: cannot make the folder DIR/file/below: ENOTDIR: not a directory, mkdir 'DIR/file/below'
      hint:  name another one
      error: cannot make the folder DIR/file/below: ENOTDIR: not a directory, mkdir 'DIR/file/below'
      hint:  name another one with --reports DIR
      error: cannot make the folder DIR/file/below/code: ENOTDIR: not a directory, mkdir 'DIR/file/below/code'
      hint:  name another place with --out
      error: DIR/file is a file
      hint:  name a new folder with --out
      error: cannot make the folder DIR/file: EEXIST: file already exists, mkdir 'DIR/file'
      hint:  name another place with --out"
    `);
  });

  it('a folder as an output file', async () => {
    const { exitCode, stderr } = await labs(['test', '2A', '--output', 'src']);
    expect(stderr).toContain('error: cannot write src: it is a folder\n');
    expect(exitCode).toBe(2);
  });
});
