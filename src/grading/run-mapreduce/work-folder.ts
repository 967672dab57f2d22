import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import type { TextFile } from '../../labs/mapreduce/texts.ts';

const OUTPUT_NAME = /^mr-out-(\d+)$/;

/**
 * The directory that the processes of a job share: a new folder beside the output's, with copies of the inputs, so
 * that nothing the processes do can reach the person's own files. It is removed in the end.
 */
export class WorkFolder {
  readonly path: string;
  readonly inputNames: readonly string[];
  readonly #outputFolder: string;

  /** @throws LabsError when there is no place for it, or an input cannot be copied. */
  constructor(outputFolder: string, inputPaths: readonly string[]) {
    this.#outputFolder = resolve(outputFolder);
    try {
      this.path = mkdtempSync(join(dirname(this.#outputFolder), '.labs-mapreduce-'));
    } catch (cause) {
      throw new LabsError('bad-output', `cannot write beside ${outputFolder}: ${(cause as Error).message}`, {
        hint: 'name an output folder in a folder that exists and may be written',
        cause,
      });
    }
    this.inputNames = inputPaths.map((path) => basename(path));
    try {
      for (const path of inputPaths) copyFileSync(path, join(this.path, basename(path)));
    } catch (cause) {
      this.remove();
      throw new LabsError('bad-input', `cannot copy an input file: ${(cause as Error).message}`, { cause });
    }
  }

  inputs(): TextFile[] {
    return this.inputNames.map((name) => ({ name, content: this.#read(name) }));
  }

  /** Files that look like output, and are none. */
  strayOutput(): string[] {
    return this.#outputLike().filter((name) => !OUTPUT_NAME.test(name));
  }

  /** The non-empty lines of all output files, sorted. */
  outputLines(): string[] {
    return this.#outputLike()
      .flatMap((name) => this.#read(name).split('\n'))
      .filter((line) => line !== '')
      .sort();
  }

  /** Moves the output to its place, instead of that of an earlier job. Returns the files' paths, by number. */
  publish(): string[] {
    if (!existsSync(this.#outputFolder)) mkdirSync(this.#outputFolder);
    for (const name of readdirSync(this.#outputFolder)) {
      if (OUTPUT_NAME.test(name)) rmSync(join(this.#outputFolder, name));
    }
    const names = this.#outputLike().sort((a, b) => numberOf(a) - numberOf(b));
    return names.map((name) => {
      const path = join(this.#outputFolder, name);
      renameSync(join(this.path, name), path);
      return path;
    });
  }

  remove(): void {
    if (existsSync(this.path)) rmSync(this.path, { recursive: true, force: true });
  }

  #outputLike(): string[] {
    return readdirSync(this.path).filter((name) => name.startsWith('mr-out'));
  }

  #read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }
}

function numberOf(name: string): number {
  return Number(OUTPUT_NAME.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);
}
