import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LabsError } from '../../src/base/errors.ts';
import { packagePath } from '../../src/base/package-path.ts';
import { REAL_TIME_FACTOR } from '../../src/grading/run/messages.ts';
import { folderWith } from '../cli/labs.ts';
import { type CellRun, Grader, type Grading, grade, takenOver } from './grade-hostile.ts';

/** A hostile submission: a reference that works, with something around it; or a folder of its own. */
export interface Attack {
  /** Runs at the top level of its module. */
  top?: string;
  /** Runs in `makeRaft(env)`, before the reference's; may return a Raft of its own. */
  make?: string;
  /** Other files, and what replaces the reference's. */
  files?: Readonly<Record<string, string>>;
  /** Does to the folder what files cannot. */
  prepare?: (folder: string) => void;
  /** What its process does once it has got out of its contexts, at the first event (see `takenOver`). */
  child?: string;
  /** By default initial election. */
  test?: string;
  seed?: number;
  /** It never returns from an event: how long to wait for it, ms of CPU time. */
  stepCpuMs?: number;
}

type Host = NonNullable<Grading['host']>;

/** By what it does. */
export type Attacks = Readonly<Record<string, Attack>>;

/** No attack costs more real time than this, ms, besides what is waited for it. */
const ATTACK_MS_MAX = 5_000;
/** Where the machine is busy, nothing is slower than this many runs of a correct submission. */
const CANARIES_MAX = 30;
/** For a table of attacks, ms. */
export const TABLE_MS_MAX = 600_000;
const SENTINEL = 'nobody has touched this';

/** What stands near every attack, and must not be harmed. They end with the process that they are in. */
class Bystanders {
  /** The longest that grading the next submission has taken so far, its start included, ms. */
  slowestMs = 0;
  readonly #sentinel = join(folderWith({ 'sentinel.txt': SENTINEL }), 'sentinel.txt');
  readonly #sibling: ChildProcess = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' });
  readonly #canary = new Grader();
  #digest: string | undefined;

  /** The submission of somebody who is graded next passes as always. */
  async expectUnharmed(): Promise<void> {
    const startMs = performance.now();
    const [run] = await this.#canary.run(['2A/initial-election']);
    this.#digest ??= run?.digest;
    expect([run?.status, run?.digest]).toEqual(['passed', this.#digest]);
    expect(readFileSync(this.#sentinel, 'utf8')).toBe(SENTINEL);
    expect([this.#sibling.exitCode, this.#sibling.signalCode]).toEqual([null, null]);
    this.slowestMs = Math.max(this.slowestMs, performance.now() - startMs);
  }
}

let bystanders: Bystanders | undefined;

/**
 * Grades every attack, one after the other, and returns what became of each: status, property and message, or why it is
 * refused. After each of them the next submission is graded.
 *
 * @param hosts where: the verdict must be the same on all of them.
 */
export async function verdictsOf(
  attacks: Attacks,
  hosts: readonly Host[] = ['process'],
): Promise<Record<string, string>> {
  bystanders ??= new Bystanders();
  await bystanders.expectUnharmed();
  const verdicts: Record<string, string> = {};
  for (const [name, attack] of Object.entries(attacks)) {
    const startMs = performance.now();
    const [verdict, ...others] = await Promise.all(hosts.map((host) => verdictOf(attack, host)));
    const tookMs = performance.now() - startMs;
    const waitMs = REAL_TIME_FACTOR * (attack.stepCpuMs ?? 0);
    for (const other of others) expect(other, name).toBe(verdict);
    verdicts[name] = verdict as string;
    await bystanders.expectUnharmed();
    const mostMs = Math.max(ATTACK_MS_MAX, CANARIES_MAX * bystanders.slowestMs);
    expect(tookMs, `${name} took too long`).toBeLessThan(waitMs + mostMs);
  }
  return verdicts;
}

async function verdictOf(attack: Attack, host: Host): Promise<string> {
  const folder = folderOf(attack);
  const { child, stepCpuMs, test = '2A/initial-election', seed = 1 } = attack;
  const options = {
    ...(child === undefined ? {} : { main: takenOver(child) }),
    ...(stepCpuMs === undefined ? {} : { stepCpuMs }),
  };
  try {
    const [run] = await grade({ folder, host, tests: [test], seed, ...options });
    return inWords(run as CellRun);
  } catch (error) {
    if (!(error instanceof LabsError)) throw error;
    const told = error.message.split('\n').find((line) => line.startsWith('✘')) ?? error.message;
    return `refused: ${told}`.replaceAll(folder, 'DIR');
  }
}

/** What Node prints when it ends differs between its versions. */
const LAST_WORDS = /(?<=^the process ended with [\w ]+):.*/s;

function inWords({ status, failure }: CellRun): string {
  if (failure === null) return status;
  const { property, message, actual } = failure;
  // Of a process that is gone, how it went is told beside the message.
  const how = status === 'crashed' && !message.includes(actual) ? ` (${actual.replace(LAST_WORDS, '')})` : '';
  return `${status}: ${property}: ${message}${how}`;
}

/** The folder of such a submission. */
export function folderOf({ top = '', make = '', files = {}, prepare }: Attack): string {
  const folder = mkdtempSync(join(tmpdir(), 'labs-attack-'));
  const reference = packagePath('reference', 'labs');
  cpSync(join(reference, 'raft'), join(folder, 'raft'), { recursive: true });
  cpSync(join(reference, 'raft.ts'), join(folder, 'honest.ts'));
  const module = `import { makeRaft as honest } from './honest.ts';
${top}
export function makeRaft(env) {
  ${make}
  return honest(env);
}
`;
  for (const [path, content] of Object.entries({ 'raft.ts': module, ...files }))
    writeFileSync(join(folder, path), content);
  prepare?.(folder);
  return folder;
}

/**
 * Looks for ways out, all from one server, the same on both hosts: for each expression what its value is as text, or the error that it throws.
 * Every expression is a function of `env` of its own.
 *
 * @param options `top` stands before them, at the top level of the module; `server` is the one that looks, by default 0.
 */
export async function findings(
  expressions: Readonly<Record<string, string>>,
  { top = '', server = 0 }: { top?: string; server?: number } = {},
): Promise<Record<string, string>> {
  const probes = Object.entries(expressions).map(
    ([name, expression]) => `[${JSON.stringify(name)}, () => (${expression})]`,
  );
  const make = `if (env.me !== ${server}) return honest(env);
  const found = {};
  for (const [name, look] of [${probes.join(',\n')}]) {
    try { found[name] = String(look()); } catch (error) { found[name] = \`\${error.name}: \${error.message}\`; }
  }
  throw new Error(JSON.stringify(found));`;
  const { every } = await verdictsOf({ every: { top, make } }, ['process', 'vm']);
  const prefix = `crashed: no uncaught error: server ${server} crashed: Error: `;
  expect(every).toContain(prefix);
  return JSON.parse((every as string).slice(prefix.length));
}
