import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildLimits, childCommand, type Jail, STDERR_BYTES_MAX } from '../jail/jail.ts';
import { BrokenChannel, FrameReader, FrameWriter } from './frames.ts';
import type { Loss } from './nodes-lost.ts';
import type { PipeMaker } from './pipes.ts';
import { READY } from './request.ts';

/** Ends children that do not answer; runs beside this thread, which waits for them. */
export interface ChildWatch {
  /** From now on this thread waits for the child with this process id. */
  begin(pid: number): void;
  end(): void;
  /** Has the watch ended this child? */
  hasEnded(pid: number): boolean;
  /** After how much CPU time it does, ms. */
  stepCpuMs: number;
}

export interface ChildOptions {
  jail: Jail;
  limits: ChildLimits;
  watch: ChildWatch;
  pipes: PipeMaker;
}

/** How long a child whose pipe is closed may take to end. */
const ENDING_MS = 1_000;
const SAID_CHARS_MAX = 600;

let stderrFiles = 0;

/** A child process in its jail: asked and answering in turns, over blocking pipes. */
export class Child {
  readonly request: FrameWriter;
  readonly #answer: FrameReader;
  readonly #process: ChildProcess;
  readonly #options: ChildOptions;
  readonly #fds: number[];
  readonly #ended: Promise<Loss>;
  #answers: number = READY;
  #isReady = false;

  /** Starts it, and does not wait. */
  constructor(options: ChildOptions) {
    this.#options = options;
    const { file, args, env } = childCommand(options.jail, options.limits);
    const [toChild, fromChild] = [options.pipes.make(), options.pipes.make()];
    const stderrFd = temporaryFile();
    this.#process = spawn(file, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: [toChild.readFd, fromChild.writeFd, stderrFd],
    });
    closeSync(toChild.readFd);
    closeSync(fromChild.writeFd);
    this.#fds = [toChild.writeFd, fromChild.readFd, stderrFd];
    this.request = new FrameWriter(toChild.writeFd);
    this.#answer = new FrameReader(fromChild.readFd);
    this.#ended = new Promise((resolve) => {
      this.#process.once('error', (error) => resolve({ kind: 'ended', description: error.message }));
      this.#process.once('exit', (code, signal) => resolve(this.#describe(code, signal)));
    });
  }

  /**
   * Sends the request and waits for the answer.
   *
   * @throws BrokenChannel when the child ends, or says anything but an answer.
   */
  exchange(): { effects: string; notes: string } {
    const { watch } = this.#options;
    watch.begin(this.#process.pid ?? 0);
    try {
      if (!this.#isReady) this.#receive();
      this.#isReady = true;
      this.request.send();
      return this.#receive();
    } finally {
      watch.end();
    }
  }

  /** What became of a child whose exchange has failed like this; it is ended if it still runs. */
  async loss(cause: BrokenChannel): Promise<Loss> {
    if (cause.isEnd) {
      // Its pipe closes a little before it has ended.
      const patience = setTimeout(() => this.#process.kill('SIGKILL'), ENDING_MS);
      const loss = await this.#ended;
      clearTimeout(patience);
      this.close();
      return loss;
    }
    this.close();
    await this.#ended;
    return { kind: 'ended', description: cause.message };
  }

  close(): void {
    this.#process.kill('SIGKILL');
    for (const fd of this.#fds.splice(0)) closeSync(fd);
  }

  #receive(): { effects: string; notes: string } {
    const answer = this.#answer;
    answer.receive();
    if (answer.uint32() !== this.#answers++) throw new BrokenChannel('it answered what it was not asked');
    const effects = answer.text();
    const notes = answer.text();
    answer.finish();
    return { effects, notes };
  }

  #describe(code: number | null, signal: NodeJS.Signals | null): Loss {
    const { watch, limits } = this.#options;
    if (watch.hasEnded(this.#process.pid ?? 0)) return { kind: 'stuck', stepCpuMs: watch.stepCpuMs };
    const said = this.#lastWords();
    if (/out of memory|heap limit/i.test(said)) return { kind: 'out-of-memory' };
    const how = signal ?? signalBehind(code) ?? `exit code ${code}`;
    if (how === 'SIGXCPU') return { kind: 'out-of-cpu-time', cpuS: limits.cpuS };
    const words = said === '' ? '' : `: ${said.slice(-SAID_CHARS_MAX)}`;
    return { kind: 'ended', description: `the process ended with ${how}${words}` };
  }

  #lastWords(): string {
    const [, , stderrFd] = this.#fds;
    if (stderrFd === undefined) return '';
    const buffer = Buffer.alloc(Math.min(fstatSync(stderrFd).size, STDERR_BYTES_MAX));
    readSync(stderrFd, buffer, 0, buffer.length, 0);
    return buffer.toString('utf8').trim();
  }
}

/** bubblewrap ends with 128 and the signal that its child ended with. */
function signalBehind(code: number | null): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0];
}

/** A file without a name: what is written to it never makes its writer wait, as a pipe that nobody reads would. */
function temporaryFile(): number {
  const path = join(tmpdir(), `labs-stderr-${process.pid}-${stderrFiles++}`);
  const fd = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return fd;
}
