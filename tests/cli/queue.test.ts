import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { brokenMembers, correctMembers, mutantMembers, writeClass } from '../class.ts';
import { labs } from './labs.ts';

const REFERENCE = packagePath('reference', 'labs');
const CONFIG = {
  version: 1,
  parts: { '2A': { points: 3, tests: { '2A/initial-election': 1, '2A/two-candidates': 1, '2A/stale-leader': 1 } } },
};

const folder = mkdtempSync(join(tmpdir(), 'labs-queue-'));
const children = new Set<ChildProcess>();
let url = '';

function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
}

function start(command: string, args: readonly string[], isReady: RegExp): Promise<ChildProcess> {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (isReady.test(text)) resolve(child);
    });
    child.on('close', () => reject(new Error(`${command} has ended: ${text}`)));
  });
}

function startWorker(): Promise<ChildProcess> {
  const args = [packagePath('bin', 'labs.js'), 'worker', '--redis', url, '--jobs', '1', '--allow-weaker-jail'];
  return start(process.execPath, args, /at a time/);
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const grade = (out: string, ...more: string[]) =>
  labs(['grade', 'submissions', '--parts', '2A', '--out', out, '--allow-weaker-jail', ...more], { cwd: folder });

const gradesOf = (out: string) => readFileSync(join(folder, out, 'grades.json'), 'utf8');

describe.skipIf(!hasRedis())('a queue on a real Redis', () => {
  beforeAll(async () => {
    const port = await freePort();
    url = `redis://127.0.0.1:${port}`;
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    await start('redis-server', options, /Ready to accept connections/);
    const members = [
      ...correctMembers(REFERENCE, 2),
      ...mutantMembers(REFERENCE, ['2A']).slice(0, 1),
      ...brokenMembers().slice(0, 1),
    ];
    writeClass(members, join(folder, 'submissions'));
    writeFileSync(join(folder, 'grading.config.json'), JSON.stringify(CONFIG));
  }, 60_000);

  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  test('two workers, one of them killed in mid-run, give the grades of a run without a queue', async () => {
    const [victim] = await Promise.all([startWorker(), startWorker()]);
    // As soon as it works: its job is in no journal, and nobody will renew its lock.
    victim?.stdout?.once('data', () => victim.kill('SIGKILL'));
    const queued = await grade('queued/run', '--redis', url);
    expect(victim?.signalCode).toBe('SIGKILL');
    expect(`${queued.exitCode} ${queued.stderr}`).toMatch(/^0 /);
    const alone = await grade('alone/run');
    expect(alone.exitCode).toBe(0);
    expect(gradesOf('queued/run')).toBe(gradesOf('alone/run'));
  }, 180_000);

  test('a grader that is killed finds what has been done meanwhile', async () => {
    const args = [
      packagePath('bin', 'labs.js'),
      'grade',
      'submissions',
      '--parts',
      '2A',
      '--out',
      'resumed/run',
      '--redis',
      url,
    ];
    const grader = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    await new Promise((resolve) => grader.stderr.once('data', resolve));
    grader.kill('SIGKILL');
    const { exitCode } = await grade('resumed/run', '--redis', url);
    expect(exitCode).toBe(0);
    expect(gradesOf('resumed/run')).toBe(gradesOf('queued/run'));
  }, 120_000);
});

test('an address where no Redis answers, or that is none, is explained', async () => {
  const port = await freePort();
  writeClass(correctMembers(REFERENCE, 1), join(folder, 'one'));
  const errors = [];
  for (const address of [`redis://user:secret@127.0.0.1:${port}`, 'localhost:6379']) {
    const grader = await labs(['grade', 'one', '--parts', '2A', '--out', 'nowhere', '--redis', address], {
      cwd: folder,
    });
    const worker = await labs(['worker', '--redis', address, '--allow-weaker-jail'], { cwd: folder });
    expect([worker.exitCode, worker.stderr]).toEqual([grader.exitCode, grader.stderr]);
    errors.push(`${grader.exitCode} ${grader.stderr.replaceAll(String(port), 'PORT').trimEnd()}`);
  }
  expect(errors).toMatchInlineSnapshot(`
    [
      "2 error: no Redis answers at redis://user:…@127.0.0.1:PORT: Connection is closed.
    hint:  is it running, and reachable from here? Expected an address as redis://HOST:6379, or rediss:// with TLS",
      "2 error: 'localhost:6379' is no address of a Redis
    hint:  expected redis://HOST:6379, or rediss:// with TLS",
    ]
  `);
});
