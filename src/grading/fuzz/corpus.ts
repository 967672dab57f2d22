import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { LabsError } from '../../base/errors.ts';
import type { Cell } from '../run/plan.ts';
import { formatToken, parseToken } from '../run/token.ts';

const entrySchema = z.object({ run: z.string(), signature: z.string() });

/** A failing run that was found: its replay token, and what fails. */
export type CorpusEntry = z.infer<typeof entrySchema>;

/**
 * The failing runs found so far, one JSON object per line. Lines are only ever added, each at once, so that nothing is
 * lost when the process is ended.
 */
export class Corpus {
  readonly #path: string;
  readonly entries: CorpusEntry[];

  /** @throws LabsError when the file exists, but is no corpus. */
  constructor(path: string) {
    this.#path = path;
    this.entries = existsSync(path) ? parse(path, readFileSync(path, 'utf8')) : [];
  }

  add(cell: Cell, signature: string): void {
    const entry = { run: tokenOf(cell), signature };
    this.entries.push(entry);
    try {
      appendFileSync(this.#path, `${JSON.stringify(entry)}\n`);
    } catch (cause) {
      throw new LabsError('bad-corpus', `cannot write ${this.#path}: ${(cause as Error).message}`, {
        hint: 'name a file that may be written: --corpus FILE',
        cause,
      });
    }
  }
}

export function tokenOf({ test, seed, variation }: Cell): string {
  return formatToken(test.id, seed, variation?.strategy);
}

function parse(path: string, text: string): CorpusEntry[] {
  const lines = text.split('\n');
  // What follows the last line end was being written when the process was ended.
  const complete = lines.slice(0, -1).filter((line) => line.trim() !== '');
  return complete.map((line, i) => {
    try {
      const entry = entrySchema.parse(JSON.parse(line));
      parseToken(entry.run);
      return entry;
    } catch (cause) {
      throw new LabsError('bad-corpus', `${path}, line ${i + 1}: not a run that labs fuzz has found`, {
        hint: 'every line is {"run": "2C/any-faults@7", "signature": "…"}: remove the line, or name another file with --corpus',
        cause,
      });
    }
  });
}
