import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, labs, stable } from './labs.ts';

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'labs-test-'));
}

describe('labs init', () => {
  it('writes a workspace whose stubs type-check and fail usefully', async () => {
    const workspace = join(freshFolder(), 'my-labs');
    const init = await labs(['init', workspace]);
    expect(init.exitCode).toBe(0);
    expect(readdirSync(workspace).sort()).toMatchInlineSnapshot(`
      [
        ".github",
        ".gitignore",
        "README.md",
        "grading.config.json",
        "kvraft.ts",
        "mapreduce.ts",
        "package.json",
        "raft.ts",
        "shardctrler.ts",
        "shardkv.ts",
        "tsconfig.json",
        "types",
      ]
    `);

    execFileSync(process.execPath, [packagePath('node_modules', 'typescript', 'bin', 'tsc'), '-p', workspace]);

    const { exitCode, stdout } = await labs(['test', '2A', '--test', 'initial'], { cwd: workspace });
    expect(exitCode).toBe(1);
    expect(stable(stdout, workspace)).toMatchInlineSnapshot(`
      "2A  Raft: leader election
        FAIL     initial election                                           4.8 s  3 peers      0 RPCs          0 B     0 commits

      FAIL 2A/initial-election (2 points): no leader was elected
        property   leader election (liveness): connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)
        expected   one of server 0, server 1, server 2 leads within 5 s
        actual     none of them says that it leads; terms: server 0: 0, server 1: 0, server 2: 0
        first bad  event 36, at 4,835 ms of virtual time
        replay     labs replay 2A/initial-election@1
        hint       election timeouts must be random, be reset by a granted vote or a current leader, and votes be requested from all peers at once (Raft §5.2)

      0 passed, 1 failed   0 of 2 points   N s"
    `);
  });

  it('never overwrites anything', async () => {
    const folder = folderWith({ 'raft.ts': 'mine' });
    const { exitCode, stderr } = await labs(['init', folder]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('exists and is not an empty folder');
    expect(readdirSync(folder)).toEqual(['raft.ts']);
  });

  it('is found from a folder below the workspace', async () => {
    const folder = folderWith({ 'grading.config.json': '{"version": 1, "submission": "code"}', 'notes/x.txt': '' });
    const { stderr } = await labs(['test', '2A'], { cwd: join(folder, 'notes') });
    expect(stderr).toContain('there is no folder');
    expect(stderr).toContain(join(folder, 'code'));
  });
});

describe('the packed package', () => {
  it('works where it is installed, outside the repository', async () => {
    const folder = freshFolder();
    const npm = (args: string[], cwd: string) =>
      execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, NODE_EXTRA_CA_CERTS: process.env.NPM_EXTRA_CA_CERTS },
      });
    const archive = npm(['pack', '--pack-destination', folder, '--ignore-scripts'], packagePath())
      .trim()
      .split('\n')
      .at(-1) as string;
    npm(['install', '--prefix', folder, join(folder, archive)], folder);
    const installed = join(folder, 'node_modules', '.bin', 'labs');
    execFileSync(installed, ['init', 'x'], { cwd: folder });
    let output = '';
    try {
      execFileSync(installed, ['test', '2A'], { cwd: join(folder, 'x'), encoding: 'utf8' });
    } catch (error) {
      output = (error as { stdout: string }).stdout;
    }
    expect(output).toContain('FAIL 2A/initial-election (2 points): no leader was elected');
    const reference = join(folder, 'node_modules', 'labs', 'reference', 'labs');
    const passed = execFileSync(installed, ['test', '2A', '--submission', reference], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(passed).toContain('9 passed, 0 failed');
  }, 120_000);
});
