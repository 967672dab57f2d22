import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MODULE = 'github.com/anishathalye/porcupine';

/**
 * Measures Porcupine on the same histories, with the Go compiler and Porcupine's sources as they are on this machine.
 *
 * @returns per name `{ outcome, median, best }`, in milliseconds of processor time on one core
 */
export function measureGo(sources, cases) {
  const folder = mkdtempSync(join(tmpdir(), 'porcupine-go-'));
  try {
    cpSync(new URL('go/main.go', import.meta.url), join(folder, 'main.go'));
    const replaced = `replace ${MODULE} => ${resolve(sources)}`;
    writeFileSync(join(folder, 'go.mod'), `module bench\n\ngo 1.18\n\nrequire ${MODULE} v0.0.0\n\n${replaced}\n`);
    const files = cases.map((each, place) => {
      const file = join(folder, `${place}.json`);
      writeFileSync(file, JSON.stringify(forGo(each)));
      return file;
    });
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off', GOWORK: 'off' };
    run(['build', '-o', 'bench', '.'], folder, env);
    const lines = run(files, folder, env, join(folder, 'bench')).trim().split('\n');
    return new Map(lines.map((line) => JSON.parse(line)).map(({ name, ...figures }) => [name, figures]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args, cwd, env, program = process.env.GO ?? 'go') {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** Times become ranks, calls before returns at equal times. What is pending returns last, with any output. */
function forGo({ name, model, operations }) {
  const moments = operations.flatMap(({ callAt, returnAt }) => [callAt, returnAt ?? Number.POSITIVE_INFINITY]);
  const rankOf = new Map([...new Set(moments)].sort((a, b) => a - b).map((time, rank) => [time, 2 * rank]));
  const clients = new Map();
  return {
    name,
    model: model.name,
    operations: operations
      .filter((operation) => operation.returnAt !== undefined || !model.isReadOnly(operation.input, undefined))
      .map(({ clientId, input, output, callAt, returnAt = Number.POSITIVE_INFINITY }) => {
        if (!clients.has(clientId)) clients.set(clientId, clients.size);
        const times = { client: clients.get(clientId), call: rankOf.get(callAt), return: rankOf.get(returnAt) };
        const known = returnAt === Number.POSITIVE_INFINITY ? undefined : output;
        return { ...times, ...(model.name === 'kv' ? { ...input, output: known } : casForGo(input, known)) };
      }),
  };
}

function casForGo({ op, value, from, to }, output) {
  const [written, expected, next] = [value, from, to].map((each) => (each === undefined ? '' : String(each)));
  const answer = output?.value ?? output?.swapped;
  const isKnown = output !== undefined && op !== 'write';
  return { op, value: written, from: expected, to: next, output: isKnown ? String(answer ?? null) : undefined };
}
