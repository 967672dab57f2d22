import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/labs.ts';
import { type CellRun, grade, HAS_JAIL, takenOver } from './grade-hostile.ts';

const TIMEOUT_MS = 60_000;
const TESTS = ['2A/initial-election', '2A/re-election'];

/** Both cells: the attack costs its own test, and the next one runs (and is attacked the same way). */
async function attacked(attack: string, secret?: unknown): Promise<CellRun> {
  const [first, second] = await grade({ main: takenOver(attack, secret), tests: TESTS });
  expect(second?.status).toBe(first?.status);
  return first as CellRun;
}

/** What the attack finds out, as the message of an uncaught error: all that a child can say. */
async function said(expression: string, secret?: unknown): Promise<string> {
  const run = await attacked(
    `let found; try { found = ${expression}; } catch (error) { found = error.code ?? error.message; }
     answer('', 'E0\\t' + JSON.stringify({ message: 'found ' + found, stack: '' }) + '\\n');`,
    secret,
  );
  expect(run.status).toBe('crashed');
  return run.failure?.actual ?? '';
}

/** The same expression in a Node of its own, without any jail. */
function outside(expression: string, secret: unknown): string {
  const script = `const fs = require('node:fs'); const secret = ${JSON.stringify(secret)};
    Promise.resolve(${expression}).then((found) => console.log('found ' + found));`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim();
}

describe.skipIf(!HAS_JAIL)('code that has taken its process over is held by the jail', () => {
  const folder = folderWith({ 'solution.txt': 'the solution' });
  const secret = join(folder, 'solution.txt');
  const NOWHERE = /found (ERR_ACCESS_DENIED|ENOENT|EACCES|EROFS|ENETUNREACH|EPERM|ESRCH)/;

  // Each of these works outside, which is shown first.
  it.each([
    ['reads a file of somebody else', `fs.readFileSync(secret, 'utf8')`, 'found the solution'],
    ['lists a folder', `fs.readdirSync(require('node:path').dirname(secret)).length > 0`, 'found true'],
    ['looks whether a file exists', 'fs.statSync(secret).isFile()', 'found true'],
    [
      'reads what the machine tells of processes',
      `fs.readFileSync('/proc/self/status', 'utf8').length > 0`,
      'found true',
    ],
    [
      'spawns a program',
      `require('node:child_process').execFileSync(process.execPath, ['-p', '1']).toString().trim()`,
      'found 1',
    ],
    ['starts a thread', `typeof new (require('node:worker_threads').Worker)('', { eval: true })`, 'found object'],
    ['loads native code', `process.dlopen({ exports: {} }, secret) ?? 1`, undefined],
  ])(
    '%s',
    async (_, expression, works) => {
      if (works !== undefined) expect(outside(expression, secret)).toBe(works);
      const found = await said(expression, secret);
      expect(found).toMatch(/^found /);
      if (works !== undefined) expect(found).not.toBe(works);
      expect(found).toMatch(works === undefined ? /ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED|cannot load/i : NOWHERE);
    },
    TIMEOUT_MS,
  );

  it(
    'writes no file',
    async () => {
      const target = join(folder, 'written.txt');
      expect(await said(`fs.writeFileSync(secret, 'x')`, target)).toMatch(NOWHERE);
      expect(existsSync(target)).toBe(false);
      expect(outside(`fs.writeFileSync(secret, 'x')`, target)).toBe('found undefined');
      expect(readFileSync(target, 'utf8')).toBe('x');
    },
    TIMEOUT_MS,
  );

  it(
    'signals nobody outside',
    async () => {
      expect(await said('process.kill(secret, 0)', process.pid)).toMatch(/found ESRCH/);
      expect(outside('process.kill(secret, 0)', process.pid)).toBe('found true');
    },
    TIMEOUT_MS,
  );

  it(
    'sees no environment but its own',
    async () => {
      process.env.LABS_TEST_SECRET = 'token';
      const expression = 'process.env.LABS_TEST_SECRET';
      expect(outside(expression, null)).toBe('found token');
      expect(await said(expression)).toBe('found undefined');
    },
    TIMEOUT_MS,
  );

  it(
    'reaches no server, not even on this machine',
    async () => {
      let connections = 0;
      const server = createServer(() => connections++).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      const connect = `require('node:net').connect(secret, '127.0.0.1')`;
      outside(`new Promise((done) => ${connect}.on('connect', () => process.exit(0)))`, port);
      // Connecting needs the event loop: the attack leaves the lock-step, and never answers.
      const run = await attacked(
        `${connect}.on('error', () => process.exit(3)).on('connect', () => process.exit(4));
      throw new Error('leave the loop');`,
        port,
      );
      expect(run.status).toBe('crashed');
      await new Promise((resolve) => setTimeout(resolve, 100));
      server.close();
      expect(connections).toBe(1);
    },
    TIMEOUT_MS,
  );

  it(
    'has three open files, and no more',
    async () => {
      const open = `[...Array(64).keys()].filter((fd) => { try { fs.fstatSync(fd); return true; } catch { return false; } }).filter((fd) => { try { return fs.fstatSync(fd).isFile() || fs.fstatSync(fd).isFIFO(); } catch { return false; } }).join()`;
      const found = await said(open);
      // Pipes of Node's own may be among them; standard input, output and errors are the first three.
      expect(found).toMatch(/^found 0,1,2/);
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(!HAS_JAIL)('whatever comes over the pipe is the submission’s failure', () => {
  const cases: [string, string, string, RegExp][] = [
    ['exits', 'process.exit(0);', 'crashed', /exit code 0/],
    ['aborts', 'process.abort();', 'crashed', /SIGABRT|SIGILL|SIGTRAP/],
    ['kills itself', `process.kill(process.pid, 'SIGKILL');`, 'crashed', /SIGKILL|exit code/],
    [
      'ends in the middle of an answer',
      `raw(Buffer.from([200, 0, 0, 0, 1, 2])); process.exit(0);`,
      'crashed',
      /exit code 0/,
    ],
    ['closes its pipe', 'fs.closeSync(1); for (;;) fs.readSync(0, Buffer.alloc(1));', 'livelock', /ended/],
    ['announces four gigabytes', `raw(Buffer.from([255, 255, 255, 255]));`, 'crashed', /bytes at once/],
    [
      'sends text that is no frame',
      `raw(Buffer.from('{"passed":true,"points":100}'));`,
      'crashed',
      /bytes at once|answered|less|more/,
    ],
    ['answers twice', `answer(''); answer('');`, 'crashed', /more than it was asked|not asked/],
    ['answers a question of the future', 'raw(frame(number + 1, "", ""));', 'crashed', /not asked/],
    ['sends too short an answer', 'raw(Buffer.from([4, 0, 0, 0, number, 0, 0, 0]));', 'crashed', /less than belongs/],
    [
      'sends too long an answer',
      `const b = frame(number, '', ''); b.writeUInt32LE(13, 0); raw(Buffer.concat([b, Buffer.alloc(1)]));`,
      'crashed',
      /more than belongs/,
    ],
    [
      'sends what is no text',
      `raw(Buffer.concat([Buffer.from([16, 0, 0, 0, number, 0, 0, 0, 4, 0, 0, 0]), Buffer.from([255, 254, 128, 10]), Buffer.alloc(4)]));`,
      'crashed',
      /unknown effect/,
    ],
    ['makes up an effect', `answer('Zpassed\\n');`, 'crashed', /unknown effect/],
    ['sends arguments that are no JSON', `answer('S1\\t1\\tRequestVote\\t{"term":\\n');`, 'crashed', /no JSON/],
    ['applies what is no JSON', `answer('A0\\t1\\tundefined\\n');`, 'crashed', /no JSON/],
    [
      'sends JSON too deep to handle',
      `answer('S1\\t1\\tX\\t' + '['.repeat(200000) + ']'.repeat(200000) + '\\n');`,
      'crashed',
      /no JSON/,
    ],
    ['sends to a node that does not exist', `answer('S99\\t1\\tX\\t1\\n');`, 'crashed', /node 99/],
    [
      'returns from a call that nobody made',
      `answer('V77\\t{"term":1,"isLeader":true}\\n');`,
      'crashed',
      /never given/,
    ],
    ['sets a timer for ever', `answer('T1\\tInfinity\\n');`, 'crashed', /whole number/],
    ['sends notes that are no JSON', `answer('', 'E0\\tboom\\n');`, 'crashed', /no JSON/],
    ['sends half a million effects', `answer('C1\\n'.repeat(500000));`, 'crashed', /more than \d+ effects/],
    ['never answers', 'for (;;);', 'livelock', /ended/],
    ['floods standard error', `for (;;) writeSync(2, 'x'.repeat(65536));`, 'crashed', /./],
    ['fills the heap', 'const all = []; for (;;) all.push(new Array(1 << 20).fill(all.length));', 'oom', /memory/],
    ['fills memory beside the heap', 'const all = []; for (;;) all.push(Buffer.alloc(1 << 24, 1));', 'crashed', /./],
  ];
  it.each(cases)(
    '%s',
    async (_, attack, status, actual) => {
      const run = await attacked(attack);
      expect([run.status, run.failure?.actual]).toEqual([status, expect.stringMatching(actual)]);
    },
    TIMEOUT_MS,
  );
});

it(
  'afterwards everything works as before',
  async () => {
    expect((await grade({ tests: TESTS })).map(({ status }) => status)).toEqual(['passed', 'passed']);
  },
  TIMEOUT_MS,
);
