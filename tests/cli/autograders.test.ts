import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { packagePath } from '../../src/base/package-path.ts';
import {
  type AutograderParts,
  autolabAutograder,
  classroom50Autograder,
  gradescopeAutograder,
} from '../../src/grading/autograder/autograder.ts';
import { writeFiles } from '../../src/grading/autograder/write-files.ts';
import { folderWith, labs, raftModule } from './labs.ts';

/** Fails every test at once. */
const BROKEN = raftModule('throw new Error(`no Raft yet`);');

const PARTS: AutograderParts = {
  config: readFileSync(packagePath('grading.config.json'), 'utf8'),
  parts: ['2A'],
  tool: Buffer.from('the packed tool'),
  nodeVersion: '20.20.2',
};

/** A folder with `labs` in it, as an installation puts it on the path; or another program of that name. */
function installed(script?: string): { PATH: string; LABS_COMMAND: string } {
  const folder = folderWith(script === undefined ? {} : { labs: script });
  const command = join(folder, 'labs');
  if (script === undefined) symlinkSync(packagePath('bin', 'labs.js'), command);
  else chmodSync(command, 0o755);
  return { PATH: `${folder}:${process.env.PATH}`, LABS_COMMAND: command };
}

/** The systems bring these; a machine that runs the tests may not. */
const lacks = (program: string) => spawnSync(program, ['--version']).error !== undefined;

interface Ended {
  exitCode: number | null;
  output: string;
}

function start(command: string, args: string[], cwd: string, env: Record<string, string>): ChildProcess {
  return spawn(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', ...env },
    detached: true,
  });
}

function ended(child: ChildProcess): Promise<Ended> {
  let output = '';
  child.stdout?.on('data', (text) => {
    output += text;
  });
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, output })));
}

describe('gradescope', () => {
  /** Laid out as in Gradescope's containers. */
  function container(submission: Record<string, string>): string {
    const root = folderWith(
      Object.fromEntries(Object.entries(submission).map(([path, text]) => [`submission/${path}`, text])),
    );
    writeFiles(join(root, 'source'), gradescopeAutograder(PARTS));
    cpSync(join(root, 'source', 'run_autograder'), join(root, 'run_autograder'));
    return root;
  }

  const run = (root: string, env: Record<string, string>) =>
    start(join(root, 'run_autograder'), [], root, { LABS_AUTOGRADER: root, ...env });

  const resultsOf = (root: string) => JSON.parse(readFileSync(join(root, 'results', 'results.json'), 'utf8'));

  function expectNoVerdict(root: string): void {
    const results = resultsOf(root);
    expect(results.score).toBe(0);
    expect(results).not.toHaveProperty('tests');
    expect(results.output).toContain('a fault of the infrastructure, not of the submission');
    expect(results.extra_data.infrastructure_error).toBe(true);
  }

  it('grades by the course’s config, and tells lateness by the time of submission', async () => {
    const config = '{"version": 1, "parts": {"2A": {"points": 1000, "tests": {"2A/re-election": 1000}}}}';
    const root = container({ 'raft.ts': BROKEN, 'grading.config.json': config, 'results.json': '{"score": 1000}' });
    const metadata = {
      created_at: '2026-11-22T20:00:00.000000-05:00',
      submission_method: 'upload',
      assignment: { due_date: '2026-11-22T19:00:00.000000-05:00', late_due_date: null, total_points: '20.0' },
      users: [{ email: 'a@x.edu', id: 1, name: 'A' }],
    };
    writeFileSync(join(root, 'submission_metadata.json'), JSON.stringify(metadata));
    const { exitCode, output } = await ended(run(root, installed()));
    expect(exitCode, output).toBe(0);
    const results = resultsOf(root);
    expect(results.tests.map(({ max_score, score }: Record<string, number>) => [max_score, score])).toEqual(
      [2, 2, 2, 1, 1, 1, 1, 1, 1].map((points) => [points, 0]),
    );
    expect(results.output).toContain('submitted 1 h 0 min after the due date');
    expect(results.tests[0].output).toContain('at Object.makeRaft (raft.ts:3:9)');
    expect(results.tests[0].output).toMatch(/replay {5}labs replay 2A\/initial-election@1\n/);
  });

  it('gives zeros with a reason to what does not build', async () => {
    const root = container({ 'raft.ts': 'export const x = ;\n' });
    await ended(run(root, installed()));
    const { tests, extra_data } = resultsOf(root);
    expect(tests).toHaveLength(9);
    expect(tests[0]).toMatchObject({ score: 0, status: 'failed' });
    expect(tests[0].output).toContain('raft.ts:1:17');
    expect(extra_data.is_complete).toBe(true);
  });

  it('killed in the middle, leaves an infrastructure error without points', async () => {
    const root = container({ 'raft.ts': BROKEN });
    const child = run(root, installed());
    const end = ended(child);
    while (!existsSync(join(root, 'results', 'results.json'))) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(-(child.pid as number), 'SIGKILL');
    expect((await end).exitCode).toBeNull();
    expectNoVerdict(root);
  });

  it.each([
    ['is killed', 'kill -9 $$'],
    ['fails', 'exit 2'],
  ])('leaves the same when labs %s', async (_, command) => {
    const root = container({ 'raft.ts': BROKEN });
    expect((await ended(run(root, installed(`#!/bin/bash\n${command}\n`)))).exitCode).toBe(0);
    expectNoVerdict(root);
  });

  it('replaces what an earlier run has left before anything else', async () => {
    const root = container({ 'raft.ts': BROKEN });
    mkdirSync(join(root, 'results'));
    writeFileSync(join(root, 'results', 'results.json'), '{"score": 9}');
    await ended(run(root, installed('#!/bin/bash\nexit 3\n')));
    expectNoVerdict(root);
  });
});

describe.skipIf(lacks('python3'))('classroom50', () => {
  const IDENTITY = {
    CLASSROOM: 'c',
    ASSIGNMENT: 'raft',
    SUBMISSION_TAG: 'submit/1',
    COMMIT_URL: 'https://x/c',
    RELEASE_URL: 'https://x/r',
    REVIEW_URL: '',
  };
  const run = (checkout: string, env: Record<string, string>) => {
    const bundle = folderWith({});
    writeFiles(bundle, classroom50Autograder(PARTS));
    return ended(start('python3', [join(bundle, 'autograder.py')], checkout, { ...IDENTITY, ...env }));
  };

  it('exits with 0 when there is a verdict, which is in result.json', async () => {
    const checkout = folderWith({ 'raft.ts': BROKEN, 'result.json': '{"score": 99}' });
    const { exitCode, output } = await run(checkout, installed());
    expect(exitCode, output).toBe(0);
    const result = JSON.parse(readFileSync(join(checkout, 'result.json'), 'utf8'));
    expect(result).toMatchObject({ schema: 'classroom50/result/v1', score: 0, 'max-score': 12, review: 'https://x/c' });
    expect(readFileSync(join(checkout, 'release-body.md'), 'utf8')).toContain('Exact points: 0 of 12.');
  });

  it.each([
    ['the harness fails', 'exit 3', 3],
    ['a checker could not decide', 'exit 4', 4],
    ['labs is killed', 'kill -9 $$', 3],
  ])('exits with another code and leaves no result when %s', async (_, command, code) => {
    const checkout = folderWith({ 'raft.ts': BROKEN, 'result.json': '{"score": 99}' });
    expect((await run(checkout, installed(`#!/bin/bash\n${command}\n`))).exitCode).toBe(code);
    expect(existsSync(join(checkout, 'result.json'))).toBe(false);
  });
});

describe.skipIf(lacks('make'))('autolab', () => {
  it('prints the scores on the last line', async () => {
    const folder = folderWith({ 'handin/raft.ts': BROKEN });
    const { makefile, archive } = autolabAutograder(PARTS);
    writeFiles(folder, [...archive, { ...makefile, path: 'Makefile' }]);
    execFileSync('tar', ['czf', 'handin.tgz', '-C', 'handin', '.'], { cwd: folder });
    execFileSync('tar', ['cf', 'autograde.tar', 'autograde'], { cwd: folder });
    const { exitCode, output } = await ended(start('make', ['--silent'], folder, installed()));
    expect(exitCode, output).toBe(0);
    expect(output.trimEnd().split('\n').at(-1)).toBe('{"scores":{"2A":0},"scoreboard":[0,0]}');
    expect(output).toContain('2A/initial-election');
  });

  it('prints no scores when there is no verdict', async () => {
    const folder = folderWith({ 'handin.tgz': 'no archive' });
    writeFiles(folder, autolabAutograder(PARTS).archive);
    const { exitCode, output } = await ended(start('bash', ['autograde/grade.sh'], folder, installed()));
    expect(exitCode).toBe(1);
    expect(output).toBe('handin.tgz cannot be unpacked: hand in the folder with your code as a .tgz\n');
  });
});

describe('labs export', () => {
  it('puts the files at the root of the zip, the scripts executable', async () => {
    const out = join(folderWith({}), 'made', 'autograder.zip');
    expect((await labs(['export', 'gradescope', '2', '--out', out])).exitCode).toBe(0);
    const entries = await new Promise<Record<string, string>>((resolve, reject) => {
      fromBuffer(readFileSync(out), {}, (error, zip) => {
        if (error) return reject(error);
        const modes: Record<string, string> = {};
        zip.on('entry', (entry) => {
          modes[entry.fileName] = ((entry.externalFileAttributes >>> 16) & 0o777).toString(8);
        });
        zip.on('end', () => resolve(modes));
      });
    });
    expect(entries).toEqual({
      'setup.sh': '755',
      run_autograder: '755',
      'grading.config.json': '644',
      'labs.env': '644',
      'labs.tgz': '644',
    });
  });

  it('refuses unknown parts, a folder that is not empty, and grades that are none', async () => {
    const folder = folderWith({ 'raft.ts': '', 'grades.json': '{}' });
    const refusal = async (...args: string[]) => {
      const { exitCode, stderr } = await labs(['export', ...args], { cwd: folder });
      expect(exitCode).toBe(2);
      return stderr.trimEnd();
    };
    expect(await refusal('gradescope', '2X')).toMatch(/^error: there is no part '2X'/);
    expect(await refusal('classroom50', '2A', '--out', '.')).toMatch(/^error: . is not empty/);
    expect(await refusal('csv', 'nowhere')).toMatch(/^error: cannot read nowhere: ENOENT/);
    expect(await refusal('csv', '.')).toMatch(/^error: grades.json does not hold the grades of a class: version: /);
    expect(await refusal('canvas', '.')).toContain("required option '--roster <file>' not specified");
  });
});
