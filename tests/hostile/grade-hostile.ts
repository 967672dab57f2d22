import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../src/base/package-path.ts';
import { loadConfig } from '../../src/grading/config/load-config.ts';
import type { CellRun } from '../../src/grading/run/cell-run.ts';
import { CellRunner } from '../../src/grading/run/cell-runner.ts';
import { findIsolation } from '../../src/grading/run/isolation.ts';
import { findTest } from '../../src/grading/run/plan.ts';
import { loadSubmission } from '../../src/grading/submission/load.ts';
import type { LabEntry } from '../../src/labs/lab-entry.ts';
import { folderWith } from '../cli/labs.ts';

const config = loadConfig(packagePath());
/** Little memory, so that using it up costs little. */
const LIMITS = { memoryMb: 128, stepCpuMs: 10_000, cpuS: 20 };
const FOUND = findIsolation({ limits: LIMITS, isStrict: false });
export const HAS_JAIL = FOUND.missing.length === 0;

export type { CellRun };

export interface Grading {
  /** Folder of the submission; by default the reference's. */
  folder?: string;
  host?: 'vm' | 'process' | 'strict';
  tests?: readonly string[];
  seed?: number;
  /** Short for code that never returns; long enough by default that a busy machine gets there. */
  stepCpuMs?: number;
  /** The script that children run instead of their own: a submission that has taken its process over. */
  main?: string;
}

/** Grades as `labs` does, with short limits. */
export async function grade(grading: Grading): Promise<CellRun[]> {
  const grader = new Grader(grading);
  try {
    return await grader.run(grading.tests ?? ['2A/initial-election'], grading.seed);
  } finally {
    grader.close();
  }
}

/** Grades one submission, test by test, in one worker process. */
export class Grader {
  readonly #grading: Grading;
  #runner: CellRunner | undefined;

  constructor(grading: Omit<Grading, 'tests' | 'seed'> = {}) {
    this.#grading = grading;
  }

  /** @throws LabsError for a submission that cannot be loaded. */
  async run(tests: readonly string[], seed = 1): Promise<CellRun[]> {
    const cells = tests.map((id) => ({ test: findTest(id), seed }));
    this.#runner ??= await this.#start([...new Set(cells.map(({ test }) => test.entry))]);
    const runs: CellRun[] = [];
    for (const cell of cells) runs.push((await this.#runner.run(cell)).run);
    return runs;
  }

  close(): void {
    this.#runner?.close();
  }

  async #start(entries: readonly LabEntry[]): Promise<CellRunner> {
    const {
      folder = packagePath('reference', 'labs'),
      host = 'process',
      main,
      stepCpuMs = LIMITS.stepCpuMs,
    } = this.#grading;
    const { isolation } = FOUND;
    const jail = main === undefined ? isolation.jail : { ...isolation.jail, main };
    return new CellRunner({
      submission: await loadSubmission(folder, config, entries),
      limits: { ...LIMITS, stepCpuMs },
      consoleFd: undefined,
      isolation: host === 'vm' ? undefined : { ...isolation, jail, isStrict: host === 'strict' },
    });
  }
}

/**
 * The script of a child that has been taken over: it behaves until its nodes are asked the first time, then runs
 * `attack` with everything that Node has. There, `answer(effects, notes)` is what it says next, `raw(buffer)` writes to
 * its pipe, and `secret` is what else it got when it was made.
 */
export function takenOver(attack: string, secret: unknown = null): string {
  return changedChild(`
const fs = require('node:fs');
const { writeSync } = fs;
const secret = ${JSON.stringify(secret)};
let isAttacked = false;
const raw = (buffer) => { for (let at = 0; at < buffer.length; ) at += writeSync(1, buffer, at); };
function frame(number, effects, notes) {
  const [e, n] = [Buffer.from(effects), Buffer.from(notes)];
  const buffer = Buffer.alloc(16 + e.length + n.length);
  buffer.writeUInt32LE(12 + e.length + n.length, 0);
  buffer.writeUInt32LE(number, 4);
  buffer.writeUInt32LE(e.length, 8);
  e.copy(buffer, 12);
  buffer.writeUInt32LE(n.length, 12 + e.length);
  n.copy(buffer, 16 + e.length);
  return buffer;
}
fs.writeSync = (fd, buffer, at, length) => {
  const number = buffer.readUInt32LE(4);
  // 0 is ready, 1 and 2 are about the bundle.
  if (fd !== 1 || number < 2 || isAttacked) return writeSync(fd, buffer, at, length);
  isAttacked = true;
  const answer = (effects, notes = '') => raw(frame(number, effects, notes));
  const honest = () => writeSync(fd, buffer, at, length);
  ${attack}
  return length;
};
`);
}

/** A child's script with something before it: what code does that has got out of its contexts. */
export function changedChild(before: string): string {
  const path = join(folderWith({}), 'changed-child.cjs');
  writeFileSync(path, before + readFileSync(packagePath('dist', 'jailed-node.cjs'), 'utf8'));
  return path;
}
