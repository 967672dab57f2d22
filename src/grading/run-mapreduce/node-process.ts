import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from '../../base/child-environment.ts';
import { packagePath } from '../../base/package-path.ts';
import type { BootMessage, FromProcess, ToProcess } from './messages.ts';

/** How a process has ended. */
export interface Ending {
  /** It ended by itself without an error. */
  isRegular: boolean;
  /** `exit code 1`, `SIGKILL`. */
  description: string;
}

const STDERR_KEPT_CHARS = 2_000;

/** One process of a job, seen from the parent. */
export class NodeProcess {
  readonly name: string;
  /** Resolves when the process has ended, after its last message. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #stderr = '';

  constructor(name: string, onMessage: (message: FromProcess) => void) {
    this.name = name;
    this.#child = fork(packagePath('dist', 'program', 'grading', 'run-mapreduce', 'node-main.js'), [], {
      env: childEnvironment(),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT_CHARS);
    });
    this.#child.on('message', onMessage);
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => resolve(this.#describe(code, signal)));
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  boot(message: Omit<BootMessage, 'type'>): void {
    this.send({ type: 'boot', ...message });
  }

  /** A message to a process that has ended is lost. */
  send(message: ToProcess): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #describe(code: number | null, signal: string | null): Ending {
    const how = signal ?? `exit code ${code}`;
    return {
      isRegular: code === 0,
      description: this.#stderr === '' ? how : `${how}: ${this.#stderr.trim()}`,
    };
  }
}
