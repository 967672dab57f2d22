import type { SharedFiles } from '../../harness/storage/shared-files.ts';
import { type Property, PropertyViolated } from '../failure.ts';
import { cleanOutput, oneReducePerKey, sequentialEquivalence } from './properties.ts';

const OUTPUT_NAME = /^mr-out-(0|[1-9]\d*)$/;

/** A job's output, as the Go script reads it: `sort mr-out* | grep .` */
export class JobOutput {
  readonly #files: SharedFiles;
  readonly #nReduce: number;
  /** The last text that was looked at: to look again and again costs little. */
  #judged = { text: '', isComplete: false };
  /** The sorted lines of a sequential run. */
  readonly expected: readonly string[];

  constructor(files: SharedFiles, nReduce: number, expected: readonly string[]) {
    this.#files = files;
    this.#nReduce = nReduce;
    this.expected = expected;
  }

  /** The output files, unfinished ones included: name → non-empty lines, sorted. */
  read(): Map<string, string[]> {
    const names = this.#files.names().filter((name) => this.isOutputName(name));
    return new Map(names.map((name) => [name, sortedLinesOf(this.#files.read(name) ?? '')]));
  }

  /** Is it one of `mr-out-0` … `mr-out-<nReduce-1>`? */
  isOutputName(name: string): boolean {
    const match = OUTPUT_NAME.exec(name);
    return match !== null && Number(match[1]) < this.#nReduce;
  }

  /** Is it what a sequential run writes, at this moment? */
  get isComplete(): boolean {
    const text = this.#files
      .names()
      .filter((name) => this.isOutputName(name))
      .map((name) => this.#files.read(name))
      .join('\n');
    if (text !== this.#judged.text) {
      const lines = sortedLinesOf(text);
      const isComplete = lines.length === this.expected.length && lines.every((line, i) => line === this.expected[i]);
      this.#judged = { text, isComplete };
    }
    return this.#judged.isComplete;
  }

  /**
   * @param when `when the coordinator exited`
   * @param property what it means if the output is not what a sequential run writes.
   * @throws PropertyViolated unless the output is complete and right, and nothing else looks like output.
   */
  expectComplete(when: string, property: Property = sequentialEquivalence): void {
    this.#expectClean(when);
    if (this.isComplete) return;
    this.#expectKeysApart(when);
    throw new PropertyViolated(property, {
      message: `the output was not complete and right ${when}`,
      expected: `the ${this.expected.length} lines that a sequential run writes`,
      actual: this.#describeDifference(),
    });
  }

  #expectClean(when: string): void {
    const stray = this.#files.names().filter((name) => name.startsWith('mr-out') && !this.isOutputName(name));
    if (stray.length === 0) return;
    throw new PropertyViolated(cleanOutput, {
      message: `files that look like output, and are none, were there ${when}`,
      expected: `of all files whose name begins with mr-out only mr-out-0 … mr-out-${this.#nReduce - 1}`,
      actual: stray.slice(0, 5).join(', ') + (stray.length > 5 ? ` and ${stray.length - 5} more` : ''),
    });
  }

  #expectKeysApart(when: string): void {
    const seen = new Map<string, string>();
    for (const [name, lines] of this.read()) {
      for (const line of lines) {
        const key = line.slice(0, line.indexOf(' '));
        const other = seen.get(key);
        if (other !== undefined) {
          throw new PropertyViolated(oneReducePerKey, {
            message: `the key '${key}' was in the output twice ${when}`,
            expected: `one line for '${key}' in one of the output files`,
            actual: other === name ? `two lines in ${name}` : `a line in ${other} and another in ${name}`,
          });
        }
        seen.set(key, name);
      }
    }
  }

  #describeDifference(): string {
    const found = new Set([...this.read().values()].flat());
    const missing = this.expected.filter((line) => !found.has(line));
    const wanted = new Set(this.expected);
    const extra = [...found].filter((line) => !wanted.has(line));
    return [describe(missing, 'missing'), describe(extra, 'wrong')].filter((text) => text !== '').join('; ');
  }
}

const SHOWN_LINES = 3;
const SHOWN_CHARS = 60;

function describe(lines: readonly string[], what: string): string {
  if (lines.length === 0) return '';
  const some = lines.slice(0, SHOWN_LINES).map((line) => `'${line.slice(0, SHOWN_CHARS)}'`);
  return `${lines.length} lines are ${what}: ${some.join(', ')}${lines.length > SHOWN_LINES ? ', …' : ''}`;
}

/** The lines of an output, without the empty ones. */
export function sortedLinesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}
