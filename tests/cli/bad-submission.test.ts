import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, IDLE_RAFT, labs, raftModule, stable } from './labs.ts';

/** A config that waits less than usual for code that does not return. */
const IMPATIENT = join(
  folderWith({ 'grading.config.json': JSON.stringify({ version: 1, limits: { stepCpuMs: 500 } }) }),
  'grading.config.json',
);

async function testRaft(source: string, ...options: string[]) {
  const folder = folderWith({ 'raft.ts': source });
  const { exitCode, stdout, stderr } = await labs([
    'test',
    '2A',
    '--test',
    'initial',
    '--submission',
    folder,
    ...options,
  ]);
  return { exitCode, stdout: stable(stdout, folder).replace(IMPATIENT, 'CONFIG'), stderr: stable(stderr, folder) };
}

describe('a submission that cannot be loaded is bad input: exit 2', () => {
  it('says where a syntax error is', async () => {
    expect(await testRaft('export function makeRaft(env) {\n  return { rpc: {, };\n}\n')).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: the submission does not build

      ✘ [ERROR] Expected identifier but found ","

          raft.ts:2:17:
            2 │   return { rpc: {, };
              ╵                  ^
      hint:  fix the first error; the others may follow from it",
        "stdout": "",
      }
    `);
  });

  it('names the export that is missing', async () => {
    expect(await testRaft('export const makeraft = 1;\n')).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: DIR/raft.ts does not export makeRaft
      hint:  lab 'raft' needs: export function makeRaft(env) { … }",
        "stdout": "",
      }
    `);
  });

  it('names what is exported as something else than a function', async () => {
    expect(await testRaft('export const makeRaft = 1;\n')).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: loading the submission's module for 'raft' failed: TypeError: the export makeRaft is not a function but number
      hint:  code at the top level of a module must not throw",
        "stdout": "",
      }
    `);
  });

  it('shows the error that a module throws while it is loaded, with its line', async () => {
    expect(await testRaft(raftModule(`return ${IDLE_RAFT};`, 'const x = null;\nx.y = 1;'))).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: loading the submission's module for 'raft' failed: TypeError: Cannot set properties of null (setting 'y')
          at DIR/raft.ts:2:3
      hint:  code at the top level of a module must not throw",
        "stdout": "",
      }
    `);
  });

  it('explains why a built-in of Node is refused', async () => {
    expect(
      await testRaft(raftModule('return readFileSync;', "import { readFileSync } from 'fs';")),
    ).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: the submission does not build

      ✘ [ERROR] 'fs' is part of Node, which a simulated server does not have [plugin labs-import-rules]

          raft.ts:1:29:
            1 │ import { readFileSync } from 'fs';
              ╵                              ~~~~

        timers, Math.random, crypto, console, URL and TextEncoder are global; disk and network are what the lab hands you
      hint:  fix the first error; the others may follow from it",
        "stdout": "",
      }
    `);
  });

  it('explains why import() is refused, with a literal and without', async () => {
    expect((await testRaft(raftModule("return import('./x.js');"))).stderr).toMatchInlineSnapshot(`
      "error: the submission does not build

      ✘ [ERROR] import() of './x.js' is not possible in a submission [plugin labs-import-rules]

          raft.ts:3:16:
            3 │   return import('./x.js');
              ╵                 ~~~~~~~~

        use an import statement at the top of the file
      hint:  fix the first error; the others may follow from it"
    `);
    expect((await testRaft(raftModule('return import(env.me);'))).stderr).toMatchInlineSnapshot(`
      "error: the submission does not build

      ✘ [ERROR] This "import" expression will not be bundled because the argument is not a string literal [unsupported-dynamic-import]

          raft.ts:3:9:
            3 │   return import(env.me);
              ╵          ~~~~~~

        import() is not possible in a submission: use an import statement at the top of the file
      hint:  fix the first error; the others may follow from it"
    `);
  });

  it('refuses files outside the submission', async () => {
    const { exitCode, stderr } = await testRaft(raftModule('return x;', "import x from '/etc/hostname.json';"));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('hostname.json');
    const other = folderWith({ 'secret.ts': 'export const secret = 1;' });
    const stolen = await testRaft(raftModule('return secret;', `import { secret } from '${other}/secret.ts';`));
    expect(stolen.exitCode).toBe(2);
    expect(stolen.stderr).toContain("lies outside the submission's folder");
  });

  it('ends a module that never finishes loading', async () => {
    const { exitCode, stderr } = await testRaft(
      raftModule(`return ${IDLE_RAFT};`, 'for (;;) ;'),
      '--config',
      IMPATIENT,
    );
    expect({ exitCode, stderr }).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: loading the submission's module for 'raft' failed: its top level did not return within 0.5 s
          at DIR/raft.ts:1:1
      hint:  code at the top level of a module must not throw",
      }
    `);
  });
});

describe('a submission that misbehaves while it runs fails its test, with the reason and the line', () => {
  it('throws in a timer', async () => {
    const source = raftModule(
      `setTimeout(() => {\n    throw new RangeError('too far');\n  }, 5);\n  return ${IDLE_RAFT};`,
    );
    const { exitCode, stdout } = await testRaft(source);
    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "2A  Raft: leader election
        CRASH    initial election                                           0.0 s  3 peers      0 RPCs          0 B     0 commits

      CRASH 2A/initial-election (2 points): server 0 crashed: RangeError: too far
        property   no uncaught error (crash): a server’s code never throws and never rejects a promise that nobody handles
        expected   no error
        actual     RangeError: too far
        where      at DIR/raft.ts:4:11
        first bad  event 4, at 5 ms of virtual time
        replay     labs replay 2A/initial-election@1 --submission DIR
        hint       the stack shows where the error comes from; \`labs test --verbose\` shows what the servers printed before it

      0 passed, 1 failed   0 of 2 points   N s"
    `);
  });

  it('rejects a promise that nobody handles', async () => {
    const source = raftModule(
      `setTimeout(async () => {\n    throw new Error('lost');\n  }, 5);\n  return ${IDLE_RAFT};`,
    );
    const { exitCode, stdout } = await testRaft(source);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/CRASH 2A\/initial-election .*server 0 crashed: Error: lost/);
    expect(stdout).toMatch(/where .*raft\.ts:4:11/);
  });

  it('returns garbage from its API', async () => {
    const { stdout } = await testRaft(raftModule(`return { ...${IDLE_RAFT}, getState: () => 'leader' };`));
    expect(stdout).toContain('server 0 crashed: getState returned "leader", not { term, isLeader }');
  });

  it('never returns from a loop', async () => {
    const { exitCode, stdout } = await testRaft(
      raftModule(`setTimeout(() => {\n    for (;;) ;\n  }, 5);\n  return ${IDLE_RAFT};`),
      '--config',
      IMPATIENT,
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "2A  Raft: leader election
        LIVELOCK initial election                                           0.0 s  0 peers      0 RPCs          0 B     0 commits

      LIVELOCK 2A/initial-election (2 points): a server’s code did not return within 0.5 s of CPU time
        property   steps end (liveness): a server’s code returns from every event
        expected   each timer, RPC or call is handled in a few milliseconds
        actual     code that runs on and on, and was ended; virtual time stands still meanwhile
        where      at DIR/raft.ts:4:5
        replay     labs replay 2A/initial-election@1 --submission DIR --config CONFIG
        hint       look for a loop that never awaits, or awaits something already settled: wait with setTimeout or a promise that an event resolves

      0 passed, 1 failed   0 of 2 points   N s"
    `);
  });

  it('never returns from its microtasks', async () => {
    const spin = 'async function spin() {\n  for (;;) await null;\n}';
    const source = raftModule(`setTimeout(spin, 5);\n  return ${IDLE_RAFT};`, spin);
    const { exitCode, stdout } = await testRaft(source, '--config', IMPATIENT);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/LIVELOCK/);
    expect(stdout).toMatch(/where .*spin \(DIR\/raft\.ts:\d+:\d+\)/);
  });

  it('spins in virtual time', async () => {
    const { stdout } = await testRaft(
      raftModule(`(function again() { setImmediate(again); })();\n  return ${IDLE_RAFT};`),
    );
    expect(stdout).toMatch(/LIVELOCK .*more than 50000 events within one virtual millisecond/);
  });

  it('uses up its memory', async () => {
    const hoard =
      'const hoard = [];\n  setTimeout(() => { for (;;) hoard.push(new Array(1e5).fill(hoard.length + 0.5)); }, 5);';
    const { exitCode, stdout } = await testRaft(raftModule(`${hoard}\n  return ${IDLE_RAFT};`));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/MEMORY 2A\/initial-election .*the servers used up their memory/);
  });

  it('leaves the other tests alone', async () => {
    const folder = folderWith({
      'raft.ts': raftModule(`if (env.peers.length === 7) setTimeout(() => { for (;;) ; }, 5);\n  return ${IDLE_RAFT};`),
    });
    const options = ['--jobs', '1', '--reporter', 'json', '--config', IMPATIENT, '--submission', folder];
    const { stdout } = await labs(['test', '2A', ...options]);
    const { parts } = JSON.parse(stdout);
    expect(parts[0].tests.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)).toEqual([
      '2A/initial-election failed',
      '2A/re-election failed',
      '2A/many-elections livelock',
      '2A/two-candidates failed',
      '2A/stale-leader failed',
      '2A/later-term failed',
      '2A/late-requests failed',
      '2A/one-voter failed',
      '2A/swarm failed',
    ]);
  });
});
