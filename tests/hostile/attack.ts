import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { LabsError } from '../../src/base/errors.ts';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith } from '../cli/labs.ts';
import { type CellRun, type Grading, grade, Grader } from './grade-hostile.ts';

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
  /** By default initial election. */
  test?: string;
  seed?: number;
}

/** By what it does. */
export type Attacks = Readonly<Record<string, Attack>>;

/** No attack costs more real time than this, ms. */
const ATTACK_MS_MAX = 15_000;
const SENTINEL = 'nobody has touched this';
const CANARY = { tests: ['2A/initial-election'] };

/** What stands near every attack, and must not be harmed. */
class Bystanders {
  readonly #sentinel = join(folderWith({ 'sentinel.txt': SENTINEL }), 'sentinel.txt');
  readonly #sibling: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  readonly #canary = new Grader();
  #digest: string | undefined;

  /** The submission of somebody who is graded next passes as always. */
  async expectUnharmed(): Promise<void> {
    const [run] = await this.#canary.run(CANARY.tests);
    this.#digest ??= run?.digest;
    expect([run?.status, run?.digest]).toEqual(['passed', this.#digest]);
    expect(readFileSync(this.#sentinel, 'utf8')).toBe(SENTINEL);
    expect([this.#sibling.exitCode, this.#sibling.signalCode]).toEqual([null, null]);
  }

  close(): void {
    this.#sibling.kill('SIGKILL');
    this.#canary.close();
  }
}

let bystanders: Bystanders | undefined;
afterAll(() => {
  bystanders?.close();
  bystanders = undefined;
});

/**
 * Grades every attack, one after the other, and returns what became of each: status, property and message, or why it is
 * refused. After each of them the next submission is graded.
 */
export async function verdictsOf(attacks: Attacks, host: Grading['host'] = 'process'): Promise<Record<string, string>> {
  bystanders ??= new Bystanders();
  await bystanders.expectUnharmed();
  const verdicts: Record<string, string> = {};
  for (const [name, attack] of Object.entries(attacks)) {
    const startMs = performance.now();
    verdicts[name] = await verdictOf(attack, host);
    const tookMs = performance.now() - startMs;
    if (process.env.SHOW_TIMES) console.log(Math.round(tookMs), host, name);
    expect(tookMs, `${name} took ${tookMs} ms`).toBeLessThan(ATTACK_MS_MAX);
    await bystanders.expectUnharmed();
  }
  return verdicts;
}

async function verdictOf(attack: Attack, host: Grading['host']): Promise<string> {
  const folder = folderOf(attack);
  const { test = '2A/initial-election', seed = 1 } = attack;
  try {
    const [run] = await grade({ folder, host, tests: [test], seed });
    return inWords(run as CellRun);
  } catch (error) {
    if (!(error instanceof LabsError)) throw error;
    return `refused: ${error.message}`.replaceAll(folder, 'DIR');
  }
}

function inWords({ status, failure }: CellRun): string {
  return failure === null ? status : `${status}: ${failure.property}: ${failure.message}`;
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
  for (const [path, content] of Object.entries({ 'raft.ts': module, ...files })) writeFileSync(join(folder, path), content);
  prepare?.(folder);
  return folder;
}

/**
 * Looks for ways out, all from one server: for each expression what its value is as text, or the error that it throws.
 * Every expression is a function of `env` of its own.
 *
 * @param top what stands before them, at the top level of the module.
 */
export async function findings(
  expressions: Readonly<Record<string, string>>,
  { top = '', host = 'process' }: { top?: string; host?: Grading['host'] } = {},
): Promise<Record<string, string>> {
  const probes = Object.entries(expressions).map(([name, expression]) => `[${JSON.stringify(name)}, () => (${expression})]`);
  const make = `const found = {};
  for (const [name, look] of [${probes.join(',\n')}]) {
    try { found[name] = String(look()); } catch (error) { found[name] = \`\${error.name}: \${error.message}\`; }
  }
  throw new Error(JSON.stringify(found));`;
  const { every } = await verdictsOf({ every: { top, make } }, host);
  const prefix = 'crashed: no uncaught error: server 0 crashed: Error: ';
  expect(every).toContain(prefix);
  return JSON.parse((every as string).slice(prefix.length));
}
