import type { Variation } from '../../harness/variation.ts';
import { lossId } from '../../harness/variation.ts';
import { signatureOf } from '../../labs/signature.ts';
import type { CellRun } from '../run/cell-run.ts';

/** Searching for the end goes on until it is known this well, ms. */
const END_PRECISION_MS = 5;
/** A smaller run may take so much longer: with a message less an election ends differently. */
const MOST_GROWTH = 1.1;
const SERVERS_TRIED = [3, 5];
const CLIENTS_TRIED = [1, 2, 3, 5];
/** How many other seeds are tried: with one of them the same failure may need less. */
const SEEDS_TRIED = 8;

/** One run of the test. */
export interface Candidate {
  seed: number;
  variation: Variation;
}

export interface ShrinkOptions {
  /** The failing run. */
  from: Candidate;
  run(candidate: Candidate): Promise<CellRun>;
  /**
   * Runs code that is known to be right. If that fails in the same way, then it is the candidate that makes no sense: a
   * test that relies on its faults blames the servers when they are left out. Absent: there is no such code.
   */
  runCorrect?: ((candidate: Candidate) => Promise<CellRun>) | undefined;
  /** How many runs it may take. */
  maxRuns: number;
  /** How many events all runs together may take. */
  maxEvents: number;
  /** Told of every run that is smaller and fails in the same way. */
  onProgress?(best: Shrunk): void;
  /** Asks for the end: what has been found by then is the result. */
  signal?: AbortSignal;
}

export interface Shrunk extends Candidate {
  run: CellRun;
  /** How many runs it has taken so far, and how many events. */
  runs: number;
  events: number;
}

/** No run is left, or nobody wants more. */
class Enough extends Error {}

/**
 * Makes a failing run smaller, as long as it fails in the same way: fewer faults (delta debugging), no losses and
 * delays by chance, fewer servers and clients, less time.
 *
 * @returns undefined when the run does not fail, or was interrupted before that is known.
 * @see Zeller & Hildebrandt 2002, Simplifying and Isolating Failure-Inducing Input
 */
export async function shrink(options: ShrinkOptions): Promise<Shrunk | undefined> {
  const first = await options.run(options.from);
  // Whatever interrupts us may end the process that runs the code, too: that is no failure of the code.
  if (first.failure === null || options.signal?.aborted) return undefined;
  const search = new Search(options, first);
  try {
    await search.run();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return search.best;
}

class Search {
  best: Shrunk;
  readonly #options: ShrinkOptions;
  readonly #signature: string;
  #runs = 1;
  #events: number;

  constructor(options: ShrinkOptions, first: CellRun) {
    this.#options = options;
    this.#signature = signatureOf(first.failure as NonNullable<CellRun['failure']>);
    this.#events = first.events;
    this.best = { ...options.from, run: first, runs: 1, events: first.events };
  }

  async run(): Promise<void> {
    await this.#shortenTime();
    await this.#calm();
    await this.#trySeeds();
    await this.#takeFewer('servers', SERVERS_TRIED, this.best.run.peers);
    await this.#takeFewer('clients', CLIENTS_TRIED, Number.POSITIVE_INFINITY);
    for (let before = -1; before !== this.#size(); ) {
      before = this.#size();
      await this.#omitFaults();
      await this.#omitLosses();
      await this.#calm();
      await this.#shortenTime();
    }
  }

  #size(): number {
    const { faults, losses, virtualMs } = this.best.run;
    return faults.length + losses.length + Math.floor(virtualMs / END_PRECISION_MS);
  }

  /** Runs with a change; true: it fails in the same way, and is the best from now on. */
  #accepts(change: Partial<Variation>): Promise<boolean> {
    const { seed, variation } = this.best;
    return this.#try({ seed, variation: withoutAbsent({ ...variation, ...change }) });
  }

  async #try(candidate: Candidate, isBetter: (run: CellRun) => boolean = () => true): Promise<boolean> {
    const { run, runCorrect, onProgress } = this.#options;
    const result = await this.#count(run(this.#mayGoOn(candidate)));
    if (!this.#isSame(result) || !isBetter(result) || this.#isLarger(result)) return false;
    if (runCorrect !== undefined && this.#isSame(await this.#count(runCorrect(this.#mayGoOn(candidate))))) return false;
    this.best = { ...candidate, run: result, runs: this.#runs, events: this.#events };
    onProgress?.(this.best);
    return true;
  }

  #isSame({ failure }: CellRun): boolean {
    return failure !== null && signatureOf(failure) === this.#signature;
  }

  /** What is left out early may lead to more of it later: a test that tries again until it succeeds. */
  #isLarger({ faults, virtualMs }: CellRun): boolean {
    const { run } = this.best;
    return faults.length > run.faults.length || virtualMs > MOST_GROWTH * run.virtualMs;
  }

  #mayGoOn(candidate: Candidate): Candidate {
    const { maxRuns, maxEvents, signal } = this.#options;
    if (this.#runs >= maxRuns || this.#events >= maxEvents || signal?.aborted) throw new Enough();
    return candidate;
  }

  async #count(running: Promise<CellRun>): Promise<CellRun> {
    const run = await running;
    if (this.#options.signal?.aborted) throw new Enough();
    this.#runs++;
    this.#events += run.events;
    return run;
  }

  /** The seed at which least happens before the failure is the best to start from. */
  async #trySeeds(): Promise<void> {
    const { seed, variation } = this.best;
    for (let other = seed + 1; other <= seed + SEEDS_TRIED; other++) {
      await this.#try({ seed: other, variation }, ({ faults, virtualMs }) => {
        const { run } = this.best;
        return faults.length < run.faults.length || (faults.length === run.faults.length && virtualMs < run.virtualMs);
      });
    }
  }

  /** Where the failure is found only when the test looks: looks earlier. */
  async #shortenTime(): Promise<void> {
    let failsAtMs = this.best.run.virtualMs;
    if (!(await this.#accepts({ endAtMs: failsAtMs * 0.75 }))) return;
    let passesAtMs = 0;
    failsAtMs *= 0.75;
    while (failsAtMs - passesAtMs > END_PRECISION_MS) {
      const middleMs = Math.round((passesAtMs + failsAtMs) / 2);
      if (await this.#accepts({ endAtMs: middleMs })) failsAtMs = middleMs;
      else passesAtMs = middleMs;
    }
  }

  /** Takes chance away where it is not needed. */
  async #calm(): Promise<void> {
    const { variation, run } = this.best;
    if (variation.strategy !== undefined) await this.#accepts({ strategy: undefined as never });
    if (run.losses.length > 0) await this.#accepts({ keptLosses: [] });
    if (!variation.isPunctual) await this.#accepts({ isPunctual: true });
  }

  async #takeFewer(what: 'servers' | 'clients', numbers: readonly number[], present: number): Promise<void> {
    for (const number of numbers) {
      if (number < present && (await this.#accepts({ [what]: number }))) return;
    }
  }

  async #omitFaults(): Promise<void> {
    const omitted = () => this.best.variation.omittedFaults ?? [];
    await this.#thinOut(
      () => this.best.run.faults.map(({ position }) => position),
      (left) => ({ omittedFaults: [...omitted(), ...left].sort((a, b) => a - b) }),
    );
  }

  async #omitLosses(): Promise<void> {
    const kept = () => this.best.run.losses.map(lossId);
    await this.#thinOut(kept, (left) => ({ keptLosses: kept().filter((id) => !left.includes(id)) }));
  }

  /** Leaves out all, then halves, then quarters …, from the end: what comes later depends on what came before. */
  async #thinOut<T>(present: () => T[], without: (left: readonly T[]) => Partial<Variation>): Promise<void> {
    for (let size = present().length; size >= 1; size = Math.floor(size / 2)) {
      for (let end = present().length; end > 0; end -= size) {
        const items = present();
        const left = items.slice(Math.max(0, end - size), end);
        if (left.length > 0) await this.#accepts(without(left));
      }
    }
  }
}

function withoutAbsent(variation: Variation): Variation {
  return Object.fromEntries(Object.entries(variation).filter(([, value]) => value !== undefined));
}
