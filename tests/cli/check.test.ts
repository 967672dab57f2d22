import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, labs } from './labs.ts';

const STALE = `# c2 reads what c1 has overwritten
{"client":"c1","call":0,"return":2,"op":"write","key":"x","value":1}
{"client":"c1","call":3,"return":5,"op":"write","key":"x","value":2}

{"client":"c2","call":6,"return":7,"op":"read","key":"x","value":1}
`;

const KV = `{:process 0, :type :invoke, :f :put, :key "k", :value "a"}
{:process 0, :type :ok, :f :put, :key "k", :value "a"}
{:process 1, :type :invoke, :f :get, :key "k", :value nil}
{:process 1, :type :ok, :f :get, :key "k", :value "a"}
`;

const ETCD = `INFO  jepsen.util - 0 :invoke :write 3
INFO  jepsen.util - 0 :ok :write 3
INFO  jepsen.util - 1 :invoke :read nil
INFO  jepsen.util - 1 :ok :read 4
`;

/** Runs `labs check` on a file with this content. */
async function check(content: string, ...args: string[]) {
  const folder = folderWith({ 'history.txt': content });
  const { exitCode, stdout, stderr } = await labs(['check', 'history.txt', ...args], { cwd: folder });
  return { exitCode, stdout: stdout.trimEnd(), stderr: stderr.trimEnd(), folder };
}

async function refusal(content: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await check(content, ...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr;
}

describe('labs check', () => {
  it('judges reads and writes by a consistency level', async () => {
    const strong = await check(STALE, '--model', 'strict-serializability');
    expect(strong.exitCode).toBe(1);
    expect(strong.stdout).toMatchInlineSnapshot(`
      "illegal  strict-serializability (G-single-realtime): history.txt, 3 operations
        reason   these come before each other in a circle: T1 = write x 2 by c1 [3, 5]; T2 = read x → 1 by c2 [6, 7]. T1 comes before T2, because T1 had returned when T2 was called; T2 comes before T1, because T2 read x = 1, which T1 replaced by 2
        witness  line 2: write x 1 by c1 [0, 2]
                 line 3: write x 2 by c1 [3, 5]
                 line 5: read x → 1 by c2 [6, 7]"
    `);
    const weak = await check(STALE, '--model', 'sequential-consistency');
    expect(weak).toMatchObject({ exitCode: 0, stdout: 'ok  sequential-consistency: history.txt, 3 operations' });
  });

  it('tells a linearizability failure with its reason, and draws it', async () => {
    const { exitCode, stdout, folder } = await check(STALE, '--model', 'linearizability', '--html', 'picture.html');
    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "illegal  linearizability (stale-read): history.txt, 3 operations
        reason   read x → 1 by c2 [6, 7] returned the value of write x 1 by c1 [0, 2], but write x 2 by c1 [3, 5] had replaced it before that get was called
                 partition  x
                 first bad  return of read x → 1 by c2 [6, 7]
                 before it  the state was "2"
        witness  line 2: write x 1 by c1 [0, 2]
                 line 3: write x 2 by c1 [3, 5]
                 line 5: read x → 1 by c2 [6, 7]"
    `);
    expect(readFileSync(join(folder, 'picture.html'), 'utf8')).toContain('write x 2');
  });

  it('knows the formats of Porcupine and Jepsen by their look, and what they are histories of', async () => {
    expect(await check(KV)).toMatchObject({
      exitCode: 0,
      stdout: 'ok  linearizability of a kv: history.txt, 2 operations',
    });
    expect(await check(ETCD)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^illegal {2}linearizability of a cas-register \(phantom\)/),
    });
  });

  it('checks histories of other objects', async () => {
    const queue = `{"client":1,"call":0,"return":1,"input":{"op":"enqueue","item":"a"}}
{"client":1,"call":2,"return":3,"input":{"op":"enqueue","item":"b"}}
{"client":2,"call":4,"return":5,"input":{"op":"dequeue"},"output":"b"}
{"client":2,"call":6,"input":{"op":"dequeue"}}
`;
    const { exitCode, stdout } = await check(queue, '--model', 'queue');
    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "illegal  linearizability of a queue (no-order): history.txt, 4 operations
        reason   dequeue() → "b" by 2 [4, 5] fits in no order of the operations; just before it returned, the state was ["a","b"]
                 first bad  return of dequeue() → "b" by 2 [4, 5]
                 before it  the state was ["a","b"] (the first item is "a")
        witness  line 1: enqueue("a") by 1 [0, 1]
                 line 2: enqueue("b") by 1 [2, 3]
                 line 3: dequeue() → "b" by 2 [4, 5]"
    `);
  });

  it('prints one JSON document', async () => {
    const { exitCode, stdout } = await check(STALE, '--model', 'linearizability', '--reporter', 'json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      tool: 'labs',
      file: 'history.txt',
      format: 'jsonl',
      model: 'linearizability',
      operations: 3,
      outcome: 'illegal',
      anomaly: 'stale-read',
      witness: [{ line: 2 }, { line: 3 }, { line: 5, operation: 'read x → 1 by c2 [6, 7]' }],
    });
  });

  it('says unknown, with exit 4, when a budget is spent', async () => {
    const write = (value: string, client: number) =>
      JSON.stringify({ client, call: 0, return: 9, op: 'write', key: 'x', value });
    const read = (value: string, at: number) =>
      JSON.stringify({ client: 'r', call: 2 * at, return: 2 * at + 1, op: 'read', key: 'x', value });
    const lines = [...['a', 'a', 'b', 'b', 'c', 'c'].map(write), ...['c', 'a', 'b', 'a'].map(read)];
    const { exitCode, stdout } = await check(lines.join('\n'), '--model', 'sequential-consistency', '--max-steps', '1');
    expect(stdout).toContain('ran out of its budget of 1 steps');
    expect(exitCode).toBe(4);
  });

  it('lists levels, objects and formats', async () => {
    const { exitCode, stdout } = await labs(['check', '--list']);
    expect(exitCode).toBe(0);
    for (const name of ['snapshot-isolation', 'cas-register', 'porcupine']) expect(stdout).toContain(`  ${name} `);
  });

  it('reads standard input', async () => {
    const child = spawn(process.execPath, [packagePath('bin', 'labs.js'), 'check', '-'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(KV);
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(exitCode).toBe(0);
  });
});

describe('bad histories get a clear error and exit 2', () => {
  it('an unknown model, reporter, format or amount', async () => {
    expect(await refusal(STALE, '--model', 'serialisability')).toMatch(
      /^error: there is no level or object 'serialisability'\nhint: {2}did you mean 'serializability'\? known: linearizability, /,
    );
    expect(await refusal(STALE, '--reporter', 'xml')).toContain("there is no reporter 'xml'");
    expect(await refusal(STALE, '--format', 'edn')).toContain("there is no format 'edn'");
    expect(await refusal(STALE, '--model', 'kv', '--max-steps', 'many')).toContain('--max-steps many: not an amount');
    expect(await refusal(STALE)).toMatch(/^error: what should history\.txt be\?\nhint: {2}--model NAME/);
  });

  it('no file, a missing one, a folder, an empty one, one without operations', async () => {
    expect(await labs(['check'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('which file?') });
    expect((await labs(['check', 'nowhere.jsonl', '--model', 'kv'])).stderr).toContain('cannot read nowhere.jsonl');
    expect((await labs(['check', 'src', '--model', 'kv'])).stderr).toContain('cannot read src');
    expect(await refusal('')).toMatchInlineSnapshot(`
      "error: history.txt is empty
      hint:  a history has at least one operation"
    `);
    expect(await refusal('# nothing\n', '--model', 'causal-plus')).toContain('holds no operations');
    expect(await refusal('hello\n')).toContain('looks like none of the known formats');
  });

  it('a line that is not what it should be, by its number', async () => {
    const line = (text: string) => refusal(`${STALE}${text}\n`, '--model', 'causal-plus');
    expect(await line('{"client":"c1"')).toMatchInlineSnapshot(`
      "error: history.txt, line 6: expected a JSON object, found "{\\"client\\":\\"c1\\""
      hint:  docs/checker.md describes the formats; --format says which one it is"
    `);
    expect(await line('{"call":1,"op":"read","key":"x"}')).toContain('line 6: expected "client": a text or a number');
    expect(await line('{"client":1,"call":3,"return":2,"op":"read","key":"x"}')).toContain('not before "call"');
    expect(await line('{"client":1,"call":3,"op":"cas","key":"x"}')).toContain('"op": "read", "write" or "append"');
    expect(await line('{"client":1,"call":3,"op":"write","key":"x","valeu":3}')).toContain('no member "valeu"');
    const pop = '{"client":1,"call":0,"input":{"op":"pop"}}';
    expect(await refusal(pop, '--model', 'queue')).toContain('expected "input" and "output" of a queue');
    expect(await refusal(KV.replace(':ok', ':maybe'))).toContain('line 2: expected {:process N');
  });

  it('a history that a level cannot be asked about', async () => {
    const append = '{"client":1,"call":0,"return":1,"op":"append","key":"x","value":1}';
    expect(await refusal(append, '--model', 'causal-plus')).toMatchInlineSnapshot(`
      "error: history.txt, line 1: this operation cannot be checked: it uses x as a list, and causal-plus is about registers
      hint:  labs check --list says what each level takes"
    `);
    expect(await refusal(KV, '--model', 'causal-plus')).toContain('checked of reads, writes and appends in JSON lines');
    expect(await refusal(KV, '--model', 'queue')).toContain('is the history of a kv, not of a queue');
    expect(await refusal(append, '--model', 'serializability', '--html', 'x.html')).toContain('there is no picture of');
  });

  it('a line of a hundred million characters', async () => {
    const stderr = await refusal(`{"client":"${'x'.repeat(100_000_000)}`, '--model', 'causal-plus');
    expect(stderr).toContain('line 1: expected a JSON object');
  });
});
