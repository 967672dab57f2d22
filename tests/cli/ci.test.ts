import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/grading/report/schema.ts';
import { folderWith, IDLE_RAFT, labs, raftModule } from './labs.ts';

/** Fails every test at once. */
const BROKEN = raftModule('throw new Error(`no Raft yet`);');
const CONFIG = '{"version": 1, "submission": ".", "ci": {"parts": ["2A"]}}';

/** A workspace, and the variables of a step of GitHub Actions in it. */
function step(files: Record<string, string>, folder = '') {
  const root = folderWith({ summary: '', output: '', ...files });
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: root,
    GITHUB_STEP_SUMMARY: join(root, 'summary'),
    GITHUB_OUTPUT: join(root, 'output'),
  };
  return { cwd: join(root, folder), env };
}

/** What GitHub Actions obeys of a log: commands outside of what is fenced off. */
function commands(log: string): string[] {
  const obeyed: string[] = [];
  let mark: string | undefined;
  for (const line of log.split('\n').map((text) => text.trimStart())) {
    if (mark === undefined && line.startsWith('::stop-commands::')) mark = line.slice('::stop-commands::'.length);
    else if (mark !== undefined && line === `::${mark}::`) mark = undefined;
    else if (mark === undefined && line.startsWith('::')) obeyed.push(line);
  }
  expect(mark).toBeUndefined();
  return obeyed;
}

describe('labs ci', () => {
  it('runs what the config requires, fails, and writes the reports', async () => {
    const cwd = folderWith({ 'raft.ts': BROKEN, 'grading.config.json': CONFIG });
    const { exitCode, stdout } = await labs(['ci'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('::');
    expect(stdout).toContain('reports: labs-report/junit.xml, labs-report/summary.md, labs-report/report.json');
    const report = JSON.parse(readFileSync(join(cwd, 'labs-report', 'report.json'), 'utf8'));
    expect(report.parts.map(({ id }: { id: string }) => id)).toEqual(['2A']);
    expect(report.summary).toMatchObject({ passed: 0, failed: 9, points: 12, earned: 0 });
    expect(XMLValidator.validate(readFileSync(join(cwd, 'labs-report', 'junit.xml'), 'utf8'))).toBe(true);
    expect(readFileSync(join(cwd, 'labs-report', 'summary.md'), 'utf8')).toMatch(/^## labs: 0 of 12 points\n/);
  });

  it('annotates the submission’s lines on GitHub, where nothing that it says is obeyed', async () => {
    const thrown = "throw new Error('bad\\n::set-output name=earned::9\\n::error::forged');";
    const source = raftModule(`setTimeout(() => {\n    ${thrown}\n  }, 10);\n  return ${IDLE_RAFT};`);
    const { cwd, env } = step({ 'lab/raft.ts': source, 'lab/grading.config.json': CONFIG }, 'lab');
    const { exitCode, stdout } = await labs(['ci', '--verbose'], { cwd, env });
    expect(exitCode).toBe(1);
    const obeyed = commands(stdout);
    expect(obeyed).toHaveLength(9);
    expect(obeyed[0]).toMatch(
      /^::error file=lab\/raft.ts,line=4,col=11,title=2A\/initial-election \(2 points\)::server \d crashed: Error: bad ::set-output/,
    );
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toBe(
      readFileSync(join(cwd, 'labs-report', 'summary.md'), 'utf8'),
    );
    expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toBe('earned=0\npoints=12\npassed=0\nfailed=9\n');
  });

  it('fails the tests of a lab that does not build, at its line, and runs the others', async () => {
    const { cwd, env } = step({ 'raft.ts': BROKEN, 'kvraft.ts': 'export const x = ;\n' });
    const { exitCode, stdout } = await labs(['ci', '2A', '3B', '--reports', 'out/ci'], { cwd, env });
    expect(exitCode).toBe(1);
    const report = JSON.parse(readFileSync(join(cwd, 'out', 'ci', 'report.json'), 'utf8'));
    const statuses = report.parts.map(({ tests }: { tests: { status: string }[] }) => [
      ...new Set(tests.map(({ status }) => status)),
    ]);
    expect(statuses).toEqual([['crashed'], ['build-error']]);
    expect(commands((await labs(['ci', '3B'], { cwd, env })).stdout)[0]).toMatch(
      /^::error file=kvraft.ts,line=1,col=17,title=3B\/snapshot-rpc \(1 point\)::/,
    );
    expect(stdout).toContain('hint       fix the first error; the others may follow from it');
  });

  it('passes with exit 0, and prints nothing but the report for a program', async () => {
    const { cwd, env } = step({});
    const args = ['ci', '2A', '--submission', join(import.meta.dirname, '..', '..', 'reference', 'labs')];
    const { exitCode, stdout } = await labs([...args, '--reporter', 'json'], { cwd, env });
    expect(exitCode).toBe(0);
    expect(reportSchema.parse(JSON.parse(stdout)).summary).toMatchObject({ passed: 9, earned: 12 });
  });

  it('refuses a config that names no part, a folder that is not there, and reports that cannot be made', async () => {
    const cwd = folderWith({ 'raft.ts': BROKEN, 'grading.config.json': CONFIG.replace('2A', '2X') });
    const refusal = async (...args: string[]) => {
      const { exitCode, stderr } = await labs(['ci', ...args], { cwd });
      expect(exitCode).toBe(2);
      expect(existsSync(join(cwd, 'labs-report'))).toBe(false);
      return stderr.trimEnd().split('\n').slice(-2).join('\n');
    };
    expect(await refusal()).toContain("error: there is no part '2X'");
    expect(await refusal('2A', '--report', 'junit')).toMatchInlineSnapshot(`
      "error: --report junit: not a format and a file
      hint:  FORMAT=FILE, as in --report junit=report.xml; it may be given several times"
    `);
    expect(await refusal('2A', '--report', 'junt=x.xml')).toMatch(
      /^error: there is no reporter 'junt'\nhint: {2}did you mean 'junit'\?/,
    );
    expect(await refusal('2A', '--report', 'classroom50=x.json')).toMatchInlineSnapshot(`
      "error: the reporter 'classroom50' cannot say whose result it is: CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL not set
      hint:  the system that reads it sets them when it runs a grader; see docs/formats.md"
    `);
    expect(await refusal('2A', '--metadata', 'none.json')).toMatch(/^error: cannot read none.json: ENOENT/);
    const { exitCode, stderr } = await labs(['ci', '2A', '--submission', 'nowhere'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error: there is no folder nowhere');
  });
});

it('labs test writes several reports of one run', async () => {
  const cwd = folderWith({ 'raft.ts': BROKEN });
  const reports = ['--report', 'junit=j.xml', '--report', 'tap=t.tap', '--reporter', 'ctrf', '--output', 'c.json'];
  const { exitCode, stdout } = await labs(['test', '2A', '--test', 'initial', ...reports], { cwd });
  expect(exitCode).toBe(1);
  expect(readFileSync(join(cwd, 'c.json'), 'utf8')).toBe(stdout);
  expect(readFileSync(join(cwd, 't.tap'), 'utf8')).toMatch(/^TAP version 14\n1..1\nnot ok 1 - 2A\/initial-election/);
  expect(readFileSync(join(cwd, 'j.xml'), 'utf8')).toContain('<testcase classname="labs.2A"');
});
