import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabsError } from '../../../base/errors.ts';

/** A pipe whose both ends block: Node's own are asynchronous on the side of the parent. */
export interface Pipe {
  readFd: number;
  writeFd: number;
}

const BATCH = 16;

/**
 * Makes pipes of named ones, some at a time. Their names are gone before anybody uses them: whatever becomes of this
 * process, it leaves no files behind.
 */
export class PipeMaker {
  readonly #ready: Pipe[] = [];

  /** @throws LabsError where there are no named pipes. */
  make(): Pipe {
    if (this.#ready.length === 0) this.#ready.push(...makePipes());
    return this.#ready.pop() as Pipe;
  }

  close(): void {
    for (const { readFd, writeFd } of this.#ready.splice(0)) {
      closeSync(readFd);
      closeSync(writeFd);
    }
  }
}

function makePipes(): Pipe[] {
  const folder = mkdtempSync(join(tmpdir(), 'labs-pipes-'));
  try {
    const names = Array.from({ length: BATCH }, (_, i) => join(folder, `${i}`));
    const { status, error } = spawnSync('mkfifo', ['-m', '600', ...names], { stdio: 'ignore' });
    if (status !== 0) {
      throw new LabsError('no-pipes', `cannot make named pipes in ${folder}`, {
        hint: 'the process host needs the command mkfifo and a folder for temporary files (TMPDIR) that may be written',
        cause: error,
      });
    }
    return names.map(openBothEnds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openBothEnds(name: string): Pipe {
  // Opening one end waits for the other, but opening both does not.
  const bothFd = openSync(name, 'r+');
  const readFd = openSync(name, 'r');
  const writeFd = openSync(name, 'w');
  closeSync(bothFd);
  return { readFd, writeFd };
}
