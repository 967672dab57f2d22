import type { RandomStream } from '../../base/random.ts';
import { STRATEGIES, type StrategyName } from '../../harness/strategies/registry.ts';
import type { LabTest } from '../../labs/lab-test.ts';
import type { Cell } from '../run/plan.ts';
import type { Coverage } from './coverage.ts';

/** How often a run takes place in the scenario with all faults, and not in one of the part's tests. */
const SCENARIO_SHARE = 0.6;
/** How often one of the latest worthwhile runs is taken, and not any of them. */
const LATEST_SHARE = 0.5;
const LATEST = 10;

/** Enough of them, and short to write. */
const LAST_SEED = 999_999;
const LAST_SALT = 9_999;

const NAMES = Object.keys(STRATEGIES) as StrategyName[];

/** Plain chance, one of the strategies, or another order of a run that saw something rare. */
export type Way = 'plain' | StrategyName | 'guided';

export const WAYS: readonly Way[] = ['plain', ...NAMES, 'guided'];

export interface NextCellOptions {
  tests: readonly LabTest[];
  /** Tests with all faults, which take place more often than the others. */
  scenarios: readonly LabTest[];
  /** Taken in turn. */
  ways: readonly Way[];
  random: RandomStream;
}

/** Chooses what to run next. */
export class NextCell {
  readonly #tests: readonly LabTest[];
  readonly #scenarios: readonly LabTest[];
  readonly #ways: readonly Way[];
  readonly #random: RandomStream;
  #turn = 0;

  constructor({ tests, scenarios, ways, random }: NextCellOptions) {
    this.#tests = tests;
    this.#scenarios = scenarios;
    this.#ways = ways;
    this.#random = random;
  }

  choose({ worthwhile }: Coverage): Cell {
    const random = this.#random;
    const way = this.#ways[this.#turn++ % this.#ways.length] as Way;
    const cell = { test: this.#chooseTest(), seed: random.int(0, LAST_SEED) };
    if (way === 'plain') return cell;
    const salt = random.int(0, LAST_SALT);
    const name = way === 'guided' ? random.pick(NAMES) : way;
    const variation = { strategy: { name, salt } };
    if (way !== 'guided' || worthwhile.length === 0) return { ...cell, variation };
    const { test, seed } = random.pick(random.chance(LATEST_SHARE) ? worthwhile.slice(-LATEST) : worthwhile);
    return { test, seed, variation };
  }

  #chooseTest(): LabTest {
    const isScenario = this.#scenarios.length > 0 && this.#random.chance(SCENARIO_SHARE);
    return this.#random.pick(isScenario ? this.#scenarios : this.#tests);
  }
}
