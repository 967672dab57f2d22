import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderWith } from '../../cli/labs.ts';
import { TABLE_MS_MAX, verdictsOf } from '../attack.ts';
import { grade, HAS_JAIL, takenOver } from '../grade-hostile.ts';

const folder = folderWith({ 'solution.txt': 'the solution' });
const written = join(folder, 'written.txt');
/** Somebody whom the attack may shoot at. */
const target = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
afterAll(() => {
  target.kill('SIGKILL');
});

const SECRET = { file: join(folder, 'solution.txt'), folder: dirname(folder), written, pid: target.pid };

/** What code does that has got out of its contexts, and has all of Node. */
const REACHES = {
  'reads a file of somebody else': `fs.readFileSync(secret.file, 'utf8')`,
  'lists a folder': `fs.readdirSync(secret.folder).length > 0`,
  'looks whether a file exists': 'fs.statSync(secret.file).isFile()',
  'writes a file': `fs.writeFileSync(secret.written, 'x') === undefined`,
  'links to a file': `fs.symlinkSync(secret.file, secret.written + '.link') === undefined`,
  'reads what the machine tells of processes': `fs.readFileSync('/proc/self/status', 'utf8').length > 0`,
  'reads the environment of the grader': `fs.readFileSync('/proc/' + process.ppid + '/environ').length > 0`,
  'has a variable of the grader': `process.env.LABS_TEST_SECRET`,
  'reads how another process was started': `fs.readFileSync('/proc/' + secret.pid + '/cmdline').length > 0`,
  'spawns a program': `require('node:child_process').execFileSync(process.execPath, ['-p', '1']).toString().trim()`,
  'starts a thread': `typeof new (require('node:worker_threads').Worker)('', { eval: true })`,
  'opens the inspector': `(require('node:inspector').open(0), require('node:inspector').close(), 'open')`,
  'makes code of text': `new Function('return 1')()`,
  'signals another process': `process.kill(secret.pid, 'SIGCONT')`,
  'loads native code': `process.dlopen({ exports: {} }, secret.file) ?? 1`,
  'writes to a stream beyond its three': `writeSync(3, 'passed') > 0`,
};

const LOOK = `const found = {};
for (const [name, look] of [${Object.entries(REACHES)
  .map(([name, expression]) => `[${JSON.stringify(name)}, () => (${expression})]`)
  .join(',\n')}]) {
  try { found[name] = String(look()); } catch (error) { found[name] = error.code ?? error.name; }
}`;

describe.skipIf(!HAS_JAIL)('code that has taken its process over is held by the jail', () => {
  it(
    'each of these works outside, and not inside',
    async () => {
      process.env.LABS_TEST_SECRET = 'token';
      const script = `const fs = require('node:fs'); const { writeSync } = fs; const secret = ${JSON.stringify(SECRET)};
      ${LOOK} console.log(JSON.stringify(found));`;
      const outside = spawnSync(process.execPath, ['-e', script], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
      });
      expect(JSON.parse(outside.stdout)).toMatchInlineSnapshot(`
        {
          "has a variable of the grader": "token",
          "links to a file": "true",
          "lists a folder": "true",
          "loads native code": "ERR_DLOPEN_FAILED",
          "looks whether a file exists": "true",
          "makes code of text": "1",
          "opens the inspector": "open",
          "reads a file of somebody else": "the solution",
          "reads how another process was started": "true",
          "reads the environment of the grader": "true",
          "reads what the machine tells of processes": "true",
          "signals another process": "true",
          "spawns a program": "1",
          "starts a thread": "object",
          "writes a file": "true",
          "writes to a stream beyond its three": "true",
        }
      `);
      expect(readFileSync(written, 'utf8')).toBe('x');

      const other = join(folder, 'written-inside.txt');
      const main = takenOver(
        `${LOOK} answer('', 'E0\\t' + JSON.stringify({ message: JSON.stringify(found), stack: '' }) + '\\n');`,
        { ...SECRET, written: other },
      );
      const [run] = await grade({ main });
      expect(JSON.parse(run?.failure?.actual ?? '')).toMatchInlineSnapshot(`
        {
          "has a variable of the grader": "undefined",
          "links to a file": "ERR_ACCESS_DENIED",
          "lists a folder": "ERR_ACCESS_DENIED",
          "loads native code": "ERR_DLOPEN_DISABLED",
          "looks whether a file exists": "ERR_ACCESS_DENIED",
          "makes code of text": "EvalError",
          "opens the inspector": "ERR_ACCESS_DENIED",
          "reads a file of somebody else": "ERR_ACCESS_DENIED",
          "reads how another process was started": "ERR_ACCESS_DENIED",
          "reads the environment of the grader": "ERR_ACCESS_DENIED",
          "reads what the machine tells of processes": "ERR_ACCESS_DENIED",
          "signals another process": "ESRCH",
          "spawns a program": "ERR_ACCESS_DENIED",
          "starts a thread": "ERR_ACCESS_DENIED",
          "writes a file": "ERR_ACCESS_DENIED",
          "writes to a stream beyond its three": "EINVAL",
        }
      `);
      expect([existsSync(other), existsSync(`${other}.link`), target.exitCode]).toEqual([false, false, null]);
      await verdictsOf({});
    },
    TABLE_MS_MAX,
  );

  it(
    'it reaches no server, not even on this machine',
    async () => {
      let connections = 0;
      const server = createServer(() => connections++).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      const connect = `require('node:net').connect(${port}, '127.0.0.1')`;
      spawnSync(process.execPath, ['-e', `${connect}.on('connect', () => process.exit(0))`]);
      // Connecting needs the event loop: the attack leaves the lock-step, and answers from there.
      const leave = `
        const { readSync } = fs;
        const tell = (what) => readSync(0, Buffer.alloc(65536), 0, 65536, null) && raw(frame(number + 1, '', 'E0\\t' + JSON.stringify({ message: 'found ' + what, stack: '' }) + '\\n'));
        ${connect}.on('error', ({ code }) => tell(code)).on('connect', () => tell('a server'));
        fs.readSync = () => { throw new Error('leave'); };
        process.on('unhandledRejection', () => {});
        honest();`;
      expect(await verdictsOf({ connects: { child: leave } })).toMatchInlineSnapshot(`
        {
          "connects": "crashed: no uncaught error: server 1 crashed: found ECONNREFUSED",
        }
      `);
      server.close();
      expect(connections).toBe(1);
    },
    TABLE_MS_MAX,
  );
});
