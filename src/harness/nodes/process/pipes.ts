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

const BATCH = 32;

/** Makes pipes of named ones, whose names are gone before anybody uses them. */
export class PipeMaker {
  readonly #names: string[] = [];
  #folder: string | undefined;
  #count = 0;

  /** @throws LabsError where there are no named pipes. */
  make(): Pipe {
    const name = this.#names.pop() ?? this.#refill();
    // Opening one end waits for the other, but opening both does not.
    const bothFd = openSync(name, 'r+');
    const readFd = openSync(name, 'r');
    const writeFd = openSync(name, 'w');
    closeSync(bothFd);
    rmSync(name);
    return { readFd, writeFd };
  }

  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
    this.#names.length = 0;
  }

  #refill(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'labs-pipes-'));
    for (let i = 0; i < BATCH; i++) this.#names.push(join(this.#folder, `${this.#count++}`));
    const { status, error } = spawnSync('mkfifo', ['-m', '600', ...this.#names], { stdio: 'ignore' });
    if (status !== 0) {
      throw new LabsError('no-pipes', `cannot make named pipes in ${this.#folder}`, {
        hint: 'the process host needs the command mkfifo and a folder for temporary files (TMPDIR) that may be written',
        cause: error,
      });
    }
    return this.#names.pop() as string;
  }
}
