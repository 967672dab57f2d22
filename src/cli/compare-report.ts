import { EXIT } from '../base/errors.ts';
import type { ComparedSystem } from '../compare/comparison.ts';
import { comparePage } from '../compare/page/compare-page.ts';
import { comparisonCharts } from '../compare/page/comparison-charts.ts';
import { sweepCharts } from '../compare/page/sweep-charts.ts';
import { comparisonTable, sweepTable } from '../compare/page/verdict-table.ts';
import { type Proportion, proportionsOf } from '../compare/proportions.ts';
import type { RunPlan } from '../compare/run-plan.ts';
import type { SweepId, SweptSystem } from '../compare/sweep.ts';
import { proportionRows, sweptRows, tableHeading, tableRow } from './compare-table.ts';
import { checkOutput, writeOutput } from './output-file.ts';

/** What was run, and where the report goes. */
export interface CompareReportOptions {
  plan: RunPlan;
  seeds: number;
  /** A first line of its own. */
  subject?: string;
  sweep?: SweepId | undefined;
  isText: boolean;
  htmlPath?: string | undefined;
}

/** Prints results as they come, as text; or one JSON document at the end; and a page, if one is wanted. */
export class CompareReport {
  readonly #options: CompareReportOptions;
  readonly #results: ComparedSystem[] = [];
  readonly #swept: SweptSystem[] = [];

  constructor(options: CompareReportOptions) {
    this.#options = options;
    if (options.htmlPath !== undefined) checkOutput(options.htmlPath);
    if (options.isText) console.log(tableHeading(this.#headings(), options.sweep));
  }

  add(result: ComparedSystem): void {
    this.#results.push(result);
    if (this.#options.isText) console.log(tableRow(result));
  }

  addSwept(system: SweptSystem): void {
    this.#swept.push(system);
    if (this.#options.isText) console.log(sweptRows(system));
  }

  /** @returns the exit code. */
  end(): number {
    const { isText, htmlPath } = this.#options;
    const proportions = this.#proportions();
    if (!isText) process.stdout.write(`${JSON.stringify({ ...this.#document(), proportions }, null, 2)}\n`);
    else if (proportions.length > 0) console.log(proportionRows(proportions));
    if (htmlPath !== undefined) writeOutput(htmlPath, this.#page());
    const verdicts = [...this.#results, ...this.#swept].map(({ verdict }) => verdict);
    if (verdicts.includes('illegal')) return EXIT.failed;
    return verdicts.includes('unknown') ? EXIT.inconclusive : EXIT.passed;
  }

  /** Changes of this shape are changes of its version. */
  #document(): Record<string, unknown> {
    const { plan, seeds, sweep } = this.#options;
    return {
      version: 1,
      workload: plan.workload.id,
      topology: plan.topology.id,
      faults: plan.faults.id,
      seed: plan.seed,
      seeds,
      clients: plan.clients,
      requests: plan.requests,
      ratePerS: plan.ratePerS ?? null,
      sweep: sweep ?? null,
      systems: sweep === undefined ? this.#results : this.#swept,
    };
  }

  /** Of what takes its usual time: none where something goes wrong, or where requests wait for others. */
  #proportions(): Proportion[] {
    const { plan } = this.#options;
    return plan.faults.inject === undefined && plan.ratePerS === undefined ? proportionsOf(this.#results) : [];
  }

  #page(): string {
    const { plan, sweep } = this.#options;
    const conditions = [
      ['workload', plan.workload.title],
      ['topology', plan.topology.title],
      ['faults', plan.faults.title],
      ['runs', this.#runs()],
    ] as const;
    if (sweep === undefined) {
      const title = `Comparison: ${plan.workload.id}, ${plan.topology.id}, ${plan.faults.id}`;
      return comparePage({
        ...{ title, conditions },
        table: comparisonTable(this.#results),
        charts: comparisonCharts(this.#results),
      });
    }
    const title = `${SWEEP_TITLES[sweep]}: ${plan.workload.id}, ${plan.topology.id}`;
    return comparePage({
      ...{ title, conditions },
      table: sweepTable(this.#swept),
      charts: sweepCharts(sweep, this.#swept),
    });
  }

  #headings(): string[] {
    const { plan, subject } = this.#options;
    const { workload, topology, faults } = plan;
    const conditions = `${workload.title}; ${topology.title}; ${faults.title}`;
    return [...(subject === undefined ? [] : [subject]), conditions, this.#runs()];
  }

  #runs(): string {
    const { plan, seeds, sweep } = this.#options;
    const { seed, clients, ratePerS } = plan;
    const ofSeeds = seeds === 1 ? `seed ${seed}` : `${seeds} seeds from ${seed} on, medians`;
    const openLoop = `open loop${sweep === 'load' ? '' : `, ${Math.round(ratePerS ?? 0)} requests per second`}`;
    return `${ofSeeds}; ${clients} clients, ${sweep === 'load' || ratePerS !== undefined ? openLoop : 'closed loop'}`;
  }
}

const SWEEP_TITLES: Readonly<Record<SweepId, string>> = {
  load: 'From little load to too much',
  nodes: 'From few servers to many',
};
