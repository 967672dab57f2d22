import { RandomStream } from '../../base/random.ts';
import { partOf } from '../../labs/lab-test.ts';
import type { Findings } from '../../labs/observed-run/observed-run.ts';
import { FUZZ_TESTS, testsOf } from '../../labs/registry.ts';
import { signatureOf } from '../../labs/signature.ts';
import type { CellRun } from '../run/cell-run.ts';
import { CellRunner, type CellRunnerOptions } from '../run/cell-runner.ts';
import type { Cell } from '../run/plan.ts';
import { parseToken } from '../run/token.ts';
import { Corpus } from './corpus.ts';
import { Coverage } from './coverage.ts';
import { NextCell, type Way } from './next-cell.ts';

/** Runs are chosen so many at a time, whatever the number of jobs: what is found must not depend on it. */
const ROUND = 16;

export interface FuzzOptions extends CellRunnerOptions {
  parts: readonly string[];
  seed: number;
  ways: readonly Way[];
  /** How many events all runs together may take, about. */
  maxEvents: number;
  jobs: number;
  /** The file of failing runs. */
  corpusPath: string;
  signal: AbortSignal;
  /** A failure that is in the corpus was looked at again. */
  onRerun?(cell: Cell, run: CellRun): void;
  /** A failure that is not like any before. */
  onFailure?(cell: Cell, run: CellRun): void;
  onRun?(sum: FuzzSum): void;
}

export interface FuzzSum {
  runs: number;
  events: number;
  /** Runs that failed. */
  failedRuns: number;
  /** Different failures, those of the corpus that still fail included. */
  failures: number;
  /** Different rare situations. */
  situations: number;
  /** Runs in which the harness itself was at fault. */
  harnessErrors: number;
}

/** Looks for failures until the events are used up: first at those that are known, then at new runs. */
export async function fuzz(options: FuzzOptions): Promise<FuzzSum> {
  const search = new FuzzSearch(options);
  try {
    await search.rerunCorpus();
    await search.explore();
  } finally {
    search.close();
  }
  return search.sum;
}

class FuzzSearch {
  readonly sum: FuzzSum = { runs: 0, events: 0, failedRuns: 0, failures: 0, situations: 0, harnessErrors: 0 };
  readonly #options: FuzzOptions;
  readonly #corpus: Corpus;
  readonly #coverage = new Coverage();
  readonly #known = new Set<string>();
  readonly #runners: readonly CellRunner[];

  constructor(options: FuzzOptions) {
    this.#options = options;
    this.#corpus = new Corpus(options.corpusPath);
    this.#runners = Array.from({ length: options.jobs }, () => new CellRunner(options));
  }

  async rerunCorpus(): Promise<void> {
    const cells = this.#corpus.entries.map(({ run }) => parseToken(run));
    const ours = cells.filter(({ test }) => this.#options.parts.includes(partOf(test)));
    await this.#runAll(ours, (cell, run) => {
      this.#options.onRerun?.(cell, run);
      if (isFailure(cell, run)) this.#isNew(cell, run);
    });
  }

  async explore(): Promise<void> {
    const { parts, seed, ways, maxEvents, signal } = this.#options;
    const scenarios = FUZZ_TESTS.filter((test) => parts.includes(partOf(test)));
    const random = new RandomStream(seed, 'fuzz');
    const next = new NextCell({ tests: parts.flatMap(testsOf), scenarios, ways, random });
    while (this.sum.events < maxEvents && !signal.aborted) {
      const cells = Array.from({ length: ROUND }, () => next.choose(this.#coverage));
      await this.#runAll(cells, (cell, run, { situations }) => {
        if (situations !== undefined) this.#coverage.add(cell, situations);
        this.sum.situations = this.#coverage.size;
        if (!isFailure(cell, run) || !this.#isNew(cell, run)) return;
        this.#corpus.add(cell, signatureOf(run.failure as NonNullable<CellRun['failure']>));
        this.#options.onFailure?.(cell, run);
      });
    }
  }

  close(): void {
    for (const runner of this.#runners) runner.close();
  }

  #isNew({ test }: Cell, { failure }: CellRun): boolean {
    const key = `${test.entry.name} ${signatureOf(failure as NonNullable<CellRun['failure']>)}`;
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    this.sum.failures++;
    return true;
  }

  /** Runs cells side by side, and looks at the results in their order. */
  async #runAll(cells: readonly Cell[], look: (cell: Cell, run: CellRun, findings: Findings) => void): Promise<void> {
    const { signal } = this.#options;
    const results = new Map<Cell, { run: CellRun; findings: Findings }>();
    let position = 0;
    const work = async (runner: CellRunner) => {
      while (position < cells.length && !signal.aborted) {
        const cell = cells[position++] as Cell;
        const result = await runner.run(cell, 'situations');
        // Whatever interrupts us ends the worker processes, too.
        if (!signal.aborted) results.set(cell, result);
        this.#options.onRun?.(this.sum);
      }
    };
    await Promise.all(this.#runners.map(work));
    for (const cell of cells) {
      const result = results.get(cell);
      if (result === undefined) continue;
      this.sum.runs++;
      this.sum.events += result.run.events;
      if (result.run.status === 'harness-error') this.sum.harnessErrors++;
      if (isFailure(cell, result.run)) this.sum.failedRuns++;
      look(cell, result.run, result.findings);
    }
  }
}

const HARMLESS = new Set(['liveness', 'performance', 'vacuous']);

/**
 * A strategy that delays messages may cost time, elections and traffic: then only what must never happen counts. A run
 * that nothing disturbs is a run of the test, with all that the test expects.
 */
function isFailure({ variation }: Cell, { status, failure }: CellRun): boolean {
  if (failure === null || status === 'inconclusive') return false;
  return variation?.strategy === undefined || status === 'livelock' || !HARMLESS.has(failure.kind);
}
