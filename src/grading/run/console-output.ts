import { writeSync } from 'node:fs';

const PAUSE_MS = 5;

/**
 * What nodes print, written at once, so that nothing is lost when the process is ended. A pipe may be read slowly, or
 * not to its end (`labs test --verbose | less`): that must not change what becomes of a test.
 */
export class ConsoleOutput {
  readonly #fd: number;
  readonly #onWait: () => void;
  readonly #never = new Int32Array(new SharedArrayBuffer(4));
  #isRead = true;

  /** @param onWait told while nobody reads, now and then. */
  constructor(fd: number, onWait: () => void) {
    this.#fd = fd;
    this.#onWait = onWait;
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    for (let written = 0; this.#isRead && written < bytes.length; ) written += this.#writeSome(bytes, written);
  }

  #writeSome(bytes: Buffer, from: number): number {
    try {
      return writeSync(this.#fd, bytes, from);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') this.#isRead = false;
      // The command that started this process has made the pipe one that does not wait.
      else if (code === 'EAGAIN') Atomics.wait(this.#never, 0, 0, PAUSE_MS);
      else throw error;
      this.#onWait();
      return 0;
    }
  }
}
