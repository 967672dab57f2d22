import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import type { ClassDocument, SubmissionGrade } from '../../src/grading/batch/class-document.ts';
import { findIsolation } from '../../src/grading/run/isolation.ts';
import {
  brokenMembers,
  type ClassMember,
  correctMembers,
  hostileMembers,
  misjudged,
  mutantMembers,
  writeClass,
} from '../class.ts';
import { folderWith, labs } from './labs.ts';

const REFERENCE = packagePath('reference', 'labs');
const LIMITS = { memoryMb: 128, stepCpuMs: 2_000, cpuS: 20 };
const HAS_JAIL = findIsolation({ limits: LIMITS, isStrict: false }).missing.length === 0;
const TIMEOUT_MS = 300_000;
const TESTS = ['2A/initial-election', '2A/two-candidates'];

const named = (members: readonly ClassMember[], ...ids: string[]) => members.filter(({ id }) => ids.includes(id));
const MEMBERS: readonly ClassMember[] = [
  ...correctMembers(REFERENCE, 1),
  ...mutantMembers(REFERENCE, ['2A']).filter(({ id }) => id.startsWith('bug-R01')),
  ...named(brokenMembers(), 'syntax-error', 'throws-at-load', 'no-module'),
  ...named(hostileMembers(), 'endless-loop', 'process-exit', 'forged-report'),
];

/** A workplace of a TA: a class, and a config with two tests of 2A. */
function workplace(grade: object = {}): string {
  const config = {
    version: 1,
    parts: { '2A': { points: 3, tests: { [TESTS[0] as string]: 2, [TESTS[1] as string]: 1 } } },
    grade: { parts: ['2A'], limits: LIMITS, ...grade },
  };
  const folder = folderWith({ 'grading.config.json': JSON.stringify(config) });
  writeClass(MEMBERS, join(folder, 'class'));
  return folder;
}

function read(folder: string, ...path: string[]): string {
  return readFileSync(join(folder, ...path), 'utf8');
}

function grades(folder: string, run = 'run'): ClassDocument {
  return JSON.parse(read(folder, run, 'grades.json'));
}

function gradeOf(document: ClassDocument, id: string): SubmissionGrade {
  return document.submissions.find((grade) => grade.id === id) as SubmissionGrade;
}

/** Everything that is in a folder, as one text. */
function everythingIn(folder: string, except: readonly string[]): string {
  return readdirSync(folder)
    .filter((name) => !except.includes(name) && statSync(join(folder, name)).isFile())
    .map((name) => read(folder, name))
    .join('\n');
}

describe.skipIf(!HAS_JAIL)('labs grade', { timeout: TIMEOUT_MS }, () => {
  const home = workplace();
  const grade = (...args: string[]) => labs(['grade', 'class', '--out', 'run', ...args], { cwd: home });

  beforeAll(async () => {
    expect((await grade()).exitCode).toBe(0);
  }, TIMEOUT_MS);

  it('has the right verdict for correct, buggy, broken and hostile submissions', () => {
    const document = grades(home);
    const wrong = MEMBERS.flatMap((member) => {
      const found = gradeOf(document, member.id);
      const runs = found.report.parts.flatMap(({ tests }) => tests);
      const isBug = member.expected.kind === 'fails' && !TESTS.includes(member.expected.test);
      const problem = isBug ? undefined : misjudged(member, { ...found, runs });
      return problem === undefined ? [] : [`${member.id}: ${problem}`];
    });
    expect(wrong).toEqual([]);
    expect(document.summary).toMatchObject({ submissions: 8, graded: 8, incomplete: 0, missing: 0 });
    expect(gradeOf(document, 'bug-R01-vote-twice')).toMatchObject({ earned: 2, score: 2, points: 3 });
  });

  it('says where a broken submission is broken, and not where it lay', () => {
    const { problem } = gradeOf(grades(home), 'throws-at-load');
    expect(problem).toMatchInlineSnapshot(`
      "loading the submission's module for 'raft' failed: TypeError: Cannot set properties of null (setting 'y')
          at raft.ts:2:3"
    `);
    expect(read(home, 'run', 'grades.json')).not.toContain(home);
  });

  it('runs a failure twice, a pass once, and keeps both in the journal', () => {
    const records = read(home, 'run', 'journal.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).record)
      .filter(({ type }) => type === 'unit');
    const runs = (status: string) => records.filter(({ run }) => (run.status === 'passed') === (status === 'passed'));
    expect(runs('passed').length).toBe(new Set(runs('passed').map(({ key }) => key)).size);
    expect(runs('failed').length).toBe(2 * new Set(runs('failed').map(({ key }) => key)).size);
  });

  it('gives the same bytes when it is killed again and again, and loses nothing', async () => {
    const other = workplace();
    for (let kill = 0; kill < 6; kill++) {
      const wasKilled = await killed(other, 400 + ((kill * 700) % 1_300));
      // It had come to its end before: leave what a death in the middle of a line leaves.
      if (!wasKilled) appendFileSync(join(other, 'run', 'journal.jsonl'), '{"seq":');
    }
    const end = await labs(['grade', 'class', '--out', 'run'], { cwd: other });
    expect(end.exitCode).toBe(0);
    expect(read(other, 'run', 'grades.json')).toBe(read(home, 'run', 'grades.json'));
    expect(read(other, 'run', 'grades.csv')).toBe(read(home, 'run', 'grades.csv'));
  });

  it('has nothing to do the second time', async () => {
    const before = read(home, 'run', 'grades.json');
    const { exitCode, stderr } = await grade();
    expect({ exitCode, stderr }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": "grading into run: 16 verdicts to find; 16 are in its journal already
      ",
      }
    `);
    expect(read(home, 'run', 'grades.json')).toBe(before);
  });

  it('refuses to mix two specifications in one folder, and says what differs', async () => {
    const config = JSON.parse(read(home, 'grading.config.json'));
    config.grade.rule = { kind: 'proportional' };
    config.grade.seeds = [1, 2];
    writeFileSync(join(home, 'other.json'), JSON.stringify(config));
    expect((await grade('--config', 'other.json')).stderr).toMatchInlineSnapshot(`
      "error: run holds a run of another specification:
        seeds: [1], now [1,2]
        rule.kind: "all", now "proportional"
      hint:  --fresh makes a new folder beside it, --out names another; nothing is ever overwritten
      "
    `);
  });

  it('verifies a run, and says so when a grade, the journal or the code is not what it was', async () => {
    const verify = () => labs(['verify', 'run', '--cells', '2', '--seed', '1'], { cwd: home });
    expect((await verify()).stdout).toMatchInlineSnapshot(`
      "✓ journal  32 records, each follows from the one before
      ✓ spec     the journal is of this spec
      ✓ code     the code of 8 submissions is what was graded
      ✓ grades   grades.json is what the journal says
      ✓ replay   2 runs, chosen by chance, give the same digests again
      seed of the sample: 1
      "
    `);
    const path = join(home, 'run', 'grades.json');
    const before = read(home, 'run', 'grades.json');
    writeFileSync(path, before.replace('"score": 2', '"score": 3'));
    const forged = await verify();
    writeFileSync(path, before);
    expect(forged.exitCode).toBe(1);
    expect(forged.stdout).toContain('✗ grades   grades.json is not what the journal says');
  });

  it('grades some again by another config into a new folder, and tells what has changed', async () => {
    const config = JSON.parse(read(home, 'grading.config.json'));
    config.parts['2A'] = { points: 4, tests: { [TESTS[0] as string]: 2, [TESTS[1] as string]: 2 } };
    writeFileSync(join(home, 'other.json'), JSON.stringify(config));
    const args = ['regrade', 'run', '--out', 'again', '--config', 'other.json', '--students', 'correct-1'];
    expect((await labs(args, { cwd: home })).exitCode).toBe(0);
    const { exitCode, stdout } = await labs(['diff', 'run', 'again'], { cwd: home });
    expect({ exitCode, stdout }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stdout": "raised
        correct-1: 3 → 4
            2A/two-candidates: 1 → 2

      0 lowered, 1 raised, 7 unchanged
      ",
      }
    `);
  });
});

describe.skipIf(!HAS_JAIL)('a class with names and secrets', { timeout: TIMEOUT_MS }, () => {
  it('keeps held-out seeds and names out of what students see', async () => {
    const home = workplace({ heldOutSeeds: 2 });
    writeFileSync(join(home, 'secret'), 'correct horse battery staple\n');
    writeFileSync(
      join(home, 'roster.csv'),
      'id,name,path,submitted_at\nann,Ann Lee,class/bug-R01-vote-twice,2026-10-01T00:00:00Z\nned,Ned,class/forged-report,\ncy,Cy,nowhere,\n',
    );
    const source = join(home, 'class', 'forged-report', 'raft.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace("Error('ok')", "Error('ask Ned, or ned@mit')"));
    const args = ['grade', '--roster', 'roster.csv', '--anonymous', '--out', 'run'];
    expect(await labs(args, { cwd: home })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('there is no course secret'),
    });
    const { exitCode } = await labs([...args, '--secret-file', 'secret'], { cwd: home });
    expect(exitCode).toBe(0);
    const document = grades(home);
    expect(document.submissions.map(({ status }) => status).sort()).toEqual(['graded', 'graded', 'missing']);
    expect(everythingIn(join(home, 'run'), ['names.private.json'])).not.toMatch(
      /\bann\b|\bned\b|\bcy\b|correct horse/i,
    );
    expect(statSync(join(home, 'run', 'names.private.json')).mode & 0o777).toBe(0o600);
    const again = ['regrade', 'run', '--out', 'again', '--secret-file', 'secret', '--where', 'score<max'];
    expect((await labs(again, { cwd: home })).exitCode).toBe(0);
    expect(everythingIn(join(home, 'again'), ['names.private.json'])).not.toMatch(/\bann\b|\bned\b|correct horse/i);
    expect(grades(home, 'again').submissions).toEqual(document.submissions);
    const { spec } = JSON.parse(read(home, 'run', 'run.json'));
    for (const seed of Object.values(spec.heldOut.seeds).flat()) {
      expect(read(home, 'run', 'grades.json')).not.toContain(String(seed));
    }
    const failing = document.submissions.flatMap(({ report }) => report.parts.flatMap(({ tests }) => tests));
    const heldOut = failing.filter((test) => test.heldOut !== undefined && test.failure !== null);
    expect(heldOut.length).toBeGreaterThan(0);
    expect(heldOut.every(({ seed, failure }) => seed === 0 && failure?.replay === '')).toBe(true);
  });

  it('takes archives, and follows no link', async () => {
    const home = workplace();
    const hand = join(home, 'hand-in');
    mkdirSync(join(hand, 'linked'), { recursive: true });
    symlinkSync(join(home, 'class', 'correct-1', 'raft.ts'), join(hand, 'linked', 'raft.ts'));
    execFileSync('tar', ['-czf', join(hand, 'packed.tar.gz'), '-C', join(home, 'class'), 'correct-1']);
    writeFileSync(join(hand, 'torn.zip'), 'PK\u0003\u0004 and no more');
    expect((await labs(['grade', 'hand-in', '--out', 'run'], { cwd: home })).exitCode).toBe(0);
    const document = grades(home);
    expect(gradeOf(document, 'packed').score).toBe(3);
    expect(gradeOf(document, 'linked')).toMatchObject({
      score: 0,
      problem: expect.stringContaining('raft.ts (a link)'),
    });
    expect(gradeOf(document, 'torn').problem).toMatch(/^torn\.zip/);
  });
});

describe('what cannot be graded', () => {
  it('is said before anything runs', async () => {
    const home = folderWith({ 'empty/.keep': '', 'a/x/raft.ts': '', 'b/x/raft.ts': '', 'roster.csv': 'id\nzoe\n' });
    const messages = [];
    for (const args of [
      [],
      ['nowhere'],
      ['a', 'b'],
      ['a', '--roster', 'roster.csv'],
      ['a', '--parts', '9Z'],
      ['a', '--secret-file', 'nowhere'],
    ]) {
      const { exitCode, stderr } = await labs(['grade', ...args, '--out', 'run'], { cwd: home });
      messages.push(`${exitCode} ${stderr}`);
    }
    expect(messages).toMatchInlineSnapshot(`
      [
        "2 error: there is nothing to grade
      hint:  name folders with submissions: labs grade DIR…; or a roster with their paths: --roster FILE
      ",
        "2 error: there is no nowhere
      hint:  name folders with submissions
      ",
        "2 error: two submissions are called 'x': a/x and b/x
      hint:  rename one of them, or name each with its path in a roster (--roster)
      ",
        "2 error: no student of the roster has handed anything in
      hint:  the roster's ids must be the submissions' names: it has 'zoe', the folder x
      ",
        "2 error: there is no part '9Z'
      hint:  known: 1, 2A, 2B, 2C, 2D, 3A, 3B, 4A, 4B, all
      ",
        "2 error: cannot read the secret in nowhere: ENOENT: no such file or directory, open 'nowhere'
      hint:  --secret-file names a file that holds the secret and nothing else
      ",
      ]
    `);
  });
});

/** Grades, and is ended by SIGKILL after a while; false: it had come to its end before. */
async function killed(home: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [packagePath('bin', 'labs.js'), 'grade', 'class', '--out', 'run'], {
    cwd: home,
    stdio: 'ignore',
    detached: true,
  });
  const timer = setTimeout(() => process.kill(-(child.pid as number), 'SIGKILL'), afterMs);
  return new Promise((resolve) => {
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}
